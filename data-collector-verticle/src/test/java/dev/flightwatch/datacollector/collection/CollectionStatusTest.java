package dev.flightwatch.datacollector.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.opensky.CreditBalance;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus.Breaker;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus.Mode;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus.Token;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CollectionStatusTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:30:00Z");
  private static final OpenSkyStatus SOURCE =
      new OpenSkyStatus(Mode.OPENSKY, Breaker.CLOSED, null, Token.NONE, null, null);

  @Test
  void toJsonShouldSayHowTheCreditsAreSpent() {
    CreditBalance balance = new CreditBalance(7, 4_000, Instant.parse("2026-03-11T00:01:00Z"));
    Instant due = Instant.parse("2026-03-10T12:00:00Z");

    assertThat(
            new CollectionStatus(
                    SOURCE, new BudgetReport(balance, Duration.ofHours(2), due, 3), null, NOW)
                .toJson()
                .encode())
        .isEqualTo(
            "{\"mode\":\"opensky\",\"breaker\":\"closed\",\"token\":\"none\","
                + "\"budget\":{\"remaining\":7,\"of\":4000,\"resets_at\":\"2026-03-11T00:01:00Z\"},"
                + "\"interval_seconds\":7200,\"days_left_unread\":3,"
                + "\"oldest_read_due\":\"2026-03-10T12:00:00Z\"}");
  }

  @Test
  void toJsonShouldSayWhenACollectionWasFinishedLast() {
    LastCollection last = new LastCollection(NOW.minusSeconds(90), Source.MOCK);

    assertThat(
            new CollectionStatus(SOURCE, null, last, NOW)
                .toJson()
                .getJsonObject("last_collection")
                .encode())
        .isEqualTo("{\"at\":\"2026-03-10T12:28:30Z\",\"age_seconds\":90,\"source\":\"mock\"}");
  }

  @Test
  void toJsonShouldBeTheSourcesWhenCallsCostNothing() {
    assertThat(new CollectionStatus(SOURCE, null, null, NOW).toJson()).isEqualTo(SOURCE.toJson());
  }
}
