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

  private static String json(OpenSkyStatus source, BudgetReport budget, LastCollection last) {
    return DataCollectorHealth.toJson(new CollectionStatus(source, budget, last, NOW, null, null))
        .encode();
  }

  @Test
  void toJsonShouldContainTheWholeStatus() {
    Instant noon = Instant.parse("2026-03-10T12:00:00Z");
    CreditBalance balance = new CreditBalance(7, 4_000, Instant.parse("2026-03-11T00:01:00Z"));
    OpenSkyStatus source =
        new OpenSkyStatus(
            Mode.OPENSKY, CircuitBreakerState.HALF_OPEN, noon, TokenState.VALID, 3_996, "too slow");
    BudgetReport budget = new BudgetReport(balance, Duration.ofHours(2), noon, 3, 5);
    LastCollection last = new LastCollection(NOW.minusSeconds(90), Source.MOCK);

    assertThat(json(source, budget, last))
        .isEqualTo(
            "{\"mode\":\"opensky\",\"breaker\":\"half_open\",\"token\":\"valid\","
                + "\"paused_until\":\"2026-03-10T12:00:00Z\",\"credits_remaining\":3996,"
                + "\"last_failure\":\"too slow\","
                + "\"budget\":{\"remaining\":7,\"of\":4000,\"resets_at\":\"2026-03-11T00:01:00Z\"},"
                + "\"interval_seconds\":7200,\"days_left_unread\":3,\"backfill_calls_left\":5,"
                + "\"oldest_read_due\":\"2026-03-10T12:00:00Z\","
                + "\"last_collection\":{\"at\":\"2026-03-10T12:28:30Z\",\"age_seconds\":90,"
                + "\"source\":\"mock\"}}");
  }

  @Test
  void toJsonShouldContainTheStatusOfTheAircraft() {
    Instant noon = Instant.parse("2026-03-10T12:00:00Z");
    CreditBalance balance = new CreditBalance(7, 4_000, Instant.parse("2026-03-11T00:01:00Z"));
    OpenSkyStatus states =
        new OpenSkyStatus(
            Mode.OPENSKY, CircuitBreakerState.OPEN, noon, TokenState.VALID, 7, "too slow");

    assertThat(
            DataCollectorHealth.toJson(
                    new CollectionStatus(OpenSkyStatus.mock(), null, null, NOW, states, balance))
                .encode())
        .isEqualTo(
            "{\"mode\":\"mock\",\"aircraft\":{\"breaker\":\"open\","
                + "\"paused_until\":\"2026-03-10T12:00:00Z\",\"last_failure\":\"too slow\","
                + "\"budget\":{\"remaining\":7,\"of\":4000,"
                + "\"resets_at\":\"2026-03-11T00:01:00Z\"}}}");
  }

  @Test
  void toJsonShouldOmitWhatIsNotKnown() {
    OpenSkyStatus unused =
        new OpenSkyStatus(
            Mode.OPENSKY, CircuitBreakerState.CLOSED, null, TokenState.NONE, null, null);

    assertThat(json(OpenSkyStatus.mock(), null, null)).isEqualTo("{\"mode\":\"mock\"}");
    assertThat(json(unused, null, null))
        .isEqualTo("{\"mode\":\"opensky\",\"breaker\":\"closed\",\"token\":\"none\"}");
  }
}
