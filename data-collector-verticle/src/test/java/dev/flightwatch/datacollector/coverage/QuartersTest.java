package dev.flightwatch.datacollector.coverage;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuartersTest {
  private static final AirportDay DAY =
      new AirportDay(LICC, Direction.DEPARTURE, LocalDate.parse("2026-03-10"));

  private static Quarters within(String begin, String end) {
    return Quarters.within(new Window(Instant.parse(begin), Instant.parse(end)), DAY);
  }

  @ParameterizedTest
  @CsvSource({
    // begin             , end                 , first, number
    "2026-03-10T00:00:00Z, 2026-03-10T23:59:59Z, 0 , 96",
    "2026-03-09T12:00:00Z, 2026-03-11T12:00:00Z, 0 , 96",
    "2026-03-10T00:00:01Z, 2026-03-10T23:59:58Z, 1 , 94",
    "2026-03-10T11:45:00Z, 2026-03-10T12:14:59Z, 47, 2",
    "2026-03-10T11:45:00Z, 2026-03-10T12:14:58Z, 47, 1",
    "2026-03-10T11:44:59Z, 2026-03-10T11:59:59Z, 47, 1",
    "2026-03-10T11:46:00Z, 2026-03-10T12:14:00Z, 0 , 0",
    "2026-03-09T00:00:00Z, 2026-03-09T23:59:59Z, 0 , 0",
    "2026-03-11T00:00:00Z, 2026-03-11T23:59:59Z, 0 , 0",
    "2026-03-09T23:50:00Z, 2026-03-10T00:14:59Z, 0 , 1",
    "2026-03-10T23:45:00Z, 2026-03-11T00:20:00Z, 95, 1"
  })
  void withinShouldContainTheQuarterHoursThatAreWhollyInside(
      String begin, String end, int first, int number) {
    assertThat(IntStream.range(0, Quarters.A_DAY).filter(within(begin, end)::contains).toArray())
        .isEqualTo(IntStream.range(first, first + number).toArray());
  }

  @Test
  void parseShouldBeTheInverseOfText() {
    for (Quarters quarters :
        new Quarters[] {
          Quarters.NONE, Quarters.ALL, within("2026-03-10T07:00:00Z", "2026-03-10T13:14:59Z")
        }) {
      assertThat(quarters.text()).hasSize(24).matches("[0-9a-f]*");
      assertThat(Quarters.parse(quarters.text())).isEqualTo(quarters);
    }
    assertThat(within("2026-03-10T00:00:00Z", "2026-03-10T00:14:59Z").text())
        .isEqualTo("000000000000000000000001");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-10T00:00:00Z, 0 , 2026-03-10T00:00:00Z",
    "2026-03-10T11:59:59Z, 47, 2026-03-10T11:45:00Z",
    "2026-03-10T12:00:00Z, 48, 2026-03-10T12:00:00Z",
    "2026-03-10T23:59:59Z, 95, 2026-03-10T23:45:00Z"
  })
  void timesShouldBeInTheQuarterHourThatBeginsBeforeThem(
      Instant time, int quarter, Instant beginning) {
    assertThat(Quarters.of(time.getEpochSecond())).isEqualTo(quarter);
    assertThat(Quarters.floor(time)).isEqualTo(beginning);
  }
}
