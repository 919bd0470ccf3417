package dev.flightwatch.datacollector.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.collection.BudgetReport;
import dev.flightwatch.datacollector.collection.CollectionStatus;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.opensky.CreditBalance;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus.Mode;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AirportJsonTest {
  /** The reported credits are not those that the budget has left. */
  @ParameterizedTest
  @CsvSource({
    "MOCK,,,,           UNKNOWN,true,,,true",
    "OPENSKY,CLOSED,,7, UNKNOWN,false,,7,true",
    "OPENSKY,CLOSED,,7, EMULATOR,true,,7,true",
    "OPENSKY,CLOSED,,,  NETWORK,false,,,true",
    "OPENSKY,CLOSED,,0, NETWORK,false,,0,true",
    "OPENSKY,CLOSED,2026-03-10T12:00:00Z,3, NETWORK,false,2026-03-10T12:00:00Z,3,true",
    "OPENSKY,OPEN,,7,   NETWORK,false,,7,false",
    "OPENSKY,HALF_OPEN,,7, NETWORK,false,,7,false"
  })
  void openSkyShouldShowTheStatus(
      Mode mode,
      CircuitBreakerState breaker,
      Instant pausedUntil,
      Integer remaining,
      DataOrigin origin,
      boolean simulated,
      String rateLimitedUntil,
      Integer creditsLeft,
      boolean available) {
    OpenSkyStatus source =
        new OpenSkyStatus(mode, breaker, pausedUntil, TokenState.VALID, 3_996, "too slow");
    BudgetReport budget =
        remaining == null
            ? null
            : new BudgetReport(
                new CreditBalance(remaining, 4_000, Instant.EPOCH),
                Duration.ofHours(2),
                null,
                0,
                0);

    JsonObject json =
        AirportJson.openSky(
            new CollectionStatus(source, budget, null, Instant.EPOCH, null, null), origin);

    assertThat(json)
        .isEqualTo(
            JsonObject.of("simulated", simulated)
                .put("emulator", origin == DataOrigin.EMULATOR)
                .put("credits_left", creditsLeft)
                .put("rate_limited_until", rateLimitedUntil)
                .put("available", available));
  }
}
