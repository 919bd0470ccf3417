package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flightwatch.datacollector.flights.Direction;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlightQueryTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-09T23:00:00Z, 2026-03-10T01:00:00Z, true",
    "2026-03-09T00:00:00Z, 2026-03-10T23:59:59Z, true",
    "2026-03-09T12:00:00Z, 2026-03-09T12:00:00Z, true",
    "2026-03-08T23:59:59Z, 2026-03-10T00:00:00Z, false", // three dates in 24 hours and a second
    "2026-03-10T12:00:01Z, 2026-03-10T12:00:00Z, false"
  })
  void constructorShouldAcceptWindowsOfOneCallOnly(Instant begin, Instant end, boolean accepted) {
    Throwable failure =
        catchThrowable(
            () -> new FlightQuery(LICC, Direction.DEPARTURE, begin, end, Duration.ofSeconds(9)));
    assertThat(failure == null).isEqualTo(accepted);
  }
}
