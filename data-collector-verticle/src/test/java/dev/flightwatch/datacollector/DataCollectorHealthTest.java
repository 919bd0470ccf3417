package dev.flightwatch.datacollector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.collection.BudgetReport;
import dev.flightwatch.datacollector.collection.CollectionStatus;
import dev.flightwatch.datacollector.collection.LastCollection;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.opensky.CreditBalance;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus.Mode;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState;
import io.vertx.circuitbreaker.CircuitBreakerState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DataCollectorHealthTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:30:00Z");
  private static final OpenSkyStatus SOURCE =
      new OpenSkyStatus(
          Mode.OPENSKY, CircuitBreakerState.CLOSED, null, TokenState.NONE, null, null);

  private static String json(OpenSkyStatus source, BudgetReport budget, LastCollection last) {
    return DataCollectorHealth.toJson(new CollectionStatus(source, budget, last, NOW)).encode();
  }

  @Test
  void toJsonShouldContainTheWholeStatusOfOpenSky() {
    Instant noon = Instant.parse("2026-03-10T12:00:00Z");
    OpenSkyStatus source =
        new OpenSkyStatus(
            Mode.OPENSKY, CircuitBreakerState.HALF_OPEN, noon, TokenState.VALID, 3_996, "too slow");

    assertThat(json(source, null, null))
        .isEqualTo(
            "{\"mode\":\"opensky\",\"breaker\":\"half_open\",\"token\":\"valid\","
                + "\"paused_until\":\"2026-03-10T12:00:00Z\",\"credits_remaining\":3996,"
                + "\"last_failure\":\"too slow\"}");
  }

  @Test
  void toJsonShouldOmitWhatIsNotKnown() {
    assertThat(json(OpenSkyStatus.mock(), null, null)).isEqualTo("{\"mode\":\"mock\"}");
    assertThat(json(SOURCE, null, null))
        .isEqualTo("{\"mode\":\"opensky\",\"breaker\":\"closed\",\"token\":\"none\"}");
  }

  @Test
  void toJsonShouldContainTheBudgetWhenCallsCostCredits() {
    CreditBalance balance = new CreditBalance(7, 4_000, Instant.parse("2026-03-11T00:01:00Z"));
    Instant due = Instant.parse("2026-03-10T12:00:00Z");

    assertThat(json(SOURCE, new BudgetReport(balance, Duration.ofHours(2), due, 3), null))
        .isEqualTo(
            "{\"mode\":\"opensky\",\"breaker\":\"closed\",\"token\":\"none\","
                + "\"budget\":{\"remaining\":7,\"of\":4000,\"resets_at\":\"2026-03-11T00:01:00Z\"},"
                + "\"interval_seconds\":7200,\"days_left_unread\":3,"
                + "\"oldest_read_due\":\"2026-03-10T12:00:00Z\"}");
  }

  @Test
  void toJsonShouldContainTheLastCollection() {
    LastCollection last = new LastCollection(NOW.minusSeconds(90), Source.MOCK);

    assertThat(json(SOURCE, null, last))
        .endsWith(
            ",\"last_collection\":{\"at\":\"2026-03-10T12:28:30Z\",\"age_seconds\":90,"
                + "\"source\":\"mock\"}}");
  }
}
