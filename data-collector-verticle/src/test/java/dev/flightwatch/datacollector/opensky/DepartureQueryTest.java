package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepartureQueryTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-09T23:00:00Z, 2026-03-10T01:00:00Z",
    "2026-03-09T00:00:00Z, 2026-03-10T23:59:59Z",
    "2026-03-09T12:00:00Z, 2026-03-09T12:00:00Z"
  })
  void constructorShouldAcceptWindowsOfOneCall(Instant begin, Instant end) {
    assertThatCode(() -> query(begin, end)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-08T23:59:59Z, 2026-03-10T00:00:00Z", // three dates in 24 hours and a second
    "2026-03-10T12:00:01Z, 2026-03-10T12:00:00Z"
  })
  void constructorShouldRejectWindowsThatOpenSkyRejects(Instant begin, Instant end) {
    assertThatIllegalArgumentException().isThrownBy(() -> query(begin, end));
  }

  private static DepartureQuery query(Instant begin, Instant end) {
    return new DepartureQuery(LICC, begin, end, Duration.ofSeconds(9));
  }
}
