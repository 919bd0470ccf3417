package dev.flightwatch.datacollector.opensky;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DepartureQueryTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-09T23:00:00Z, 2026-03-10T01:00:00Z",
    "2026-03-09T00:00:00Z, 2026-03-10T23:59:59Z",
    "2026-03-09T12:00:00Z, 2026-03-09T12:00:00Z",
    "2038-01-19T00:00:00Z, 2038-01-19T03:14:07Z"
  })
  void constructorShouldAcceptWhatOpenSkyAnswersInOneCall(Instant begin, Instant end) {
    assertThatCode(() -> query("LICC", begin, end)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-08T23:59:59Z, 2026-03-10T00:00:00Z", // three dates in 24 hours and a second
    "2026-03-10T12:00:01Z, 2026-03-10T12:00:00Z",
    "2038-01-19T00:00:00Z, 2038-01-19T03:14:08Z", // more than a Java int
    "1969-12-31T23:59:59Z, 1970-01-01T00:00:00Z"
  })
  void constructorShouldRefuseWhatOpenSkyWouldRefuse(Instant begin, Instant end) {
    assertThatIllegalArgumentException().isThrownBy(() -> query("LICC", begin, end));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LI", "LICCA", "licc", "LI&C"})
  void constructorShouldRefuseWhatIsNoAirport(String airport) {
    Instant noon = Instant.parse("2026-03-10T12:00:00Z");
    assertThatIllegalArgumentException().isThrownBy(() -> query(airport, noon, noon));
  }

  @Test
  void constructorShouldAcceptAirportsOfThreeAndWithDigits() {
    Instant noon = Instant.parse("2026-03-10T12:00:00Z");
    assertThatCode(() -> query("NK3", noon, noon)).doesNotThrowAnyException();
    assertThatCode(() -> query("LD57", noon, noon)).doesNotThrowAnyException();
  }

  private static DepartureQuery query(String airport, Instant begin, Instant end) {
    return new DepartureQuery(airport, begin, end, Duration.ofSeconds(9));
  }
}
