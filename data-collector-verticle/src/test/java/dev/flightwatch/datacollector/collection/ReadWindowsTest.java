package dev.flightwatch.datacollector.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadWindowsTest {

  private static CollectionProgress followed(String instant) {
    return CollectionProgress.begun(Instant.parse(instant));
  }

  @ParameterizedTest
  @CsvSource({
    // followed            , read until           , now                 , begin
    "2026-03-10T12:00:00Z,                      , 2026-03-10T12:00:00Z, 2026-03-09T12:05:00Z",
    "2026-03-10T00:01:00Z,                      , 2026-03-10T00:01:00Z, 2026-03-09T00:06:00Z",
    "2026-03-01T12:00:00Z,                      , 2026-03-12T23:59:59Z, 2026-03-12T00:04:59Z",
    "2026-01-01T00:00:00Z, 2026-03-10T12:00:00Z, 2026-03-10T12:10:00Z, 2026-03-10T10:00:00Z",
    "2026-01-01T00:00:00Z, 2026-03-09T02:00:00Z, 2026-03-10T12:10:00Z, 2026-03-09T00:00:00Z",
    "2026-01-01T00:00:00Z, 2026-03-09T01:00:00Z, 2026-03-10T12:10:00Z, 2026-03-09T00:00:00Z",
    "2026-01-01T00:00:00Z, 2026-02-01T01:00:00Z, 2026-03-10T12:10:00Z, 2026-03-09T00:00:00Z"
  })
  void liveShouldBeginTwoHoursBeforeTheLastReadButNotBeforeYesterdayAndTheFirstOneADayAgo(
      Instant followed, Instant readUntil, Instant now, Instant begin) {
    CollectionProgress progress =
        new CollectionProgress(
            followed, followed, Optional.ofNullable(readUntil), Optional.empty(), List.of(), true);
    assertThat(ReadWindows.live(progress, now)).isEqualTo(new Window(begin, now));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-10T00:00:00Z, 0",
    "2026-03-10T23:59:59Z, 0",
    "2026-03-11T03:59:59Z, 0",
    "2026-03-11T04:00:00Z, 1",
    "2026-03-12T03:59:59Z, 1",
    "2026-03-12T04:00:00Z, 2",
    "2026-03-17T04:00:00Z, 7",
    "2026-03-18T03:59:59Z, 6",
    "2026-03-18T04:00:00Z, 7",
    "2026-06-01T04:00:00Z, 7"
  })
  void daysDueShouldBeTheSettledDaysSinceTheFirstFollowAndAtMostSeven(String now, int days) {
    assertThat(ReadWindows.daysDue(followed("2026-03-10T12:00:00Z"), Instant.parse(now)))
        .hasSize(days)
        .isSorted()
        .allMatch(day -> !day.isBefore(LocalDate.parse("2026-03-10")));
  }

  @Test
  void daysDueShouldExcludeDaysThatWereRead() {
    // given
    List<LocalDate> read = days("2026-03-05", "2026-03-07");
    CollectionProgress progress =
        followed("2026-01-01T00:00:00Z").afterDayRead(Instant.EPOCH, read);

    // then
    assertThat(ReadWindows.daysDue(progress, Instant.parse("2026-03-10T04:00:00Z")))
        .isEqualTo(days("2026-03-03", "2026-03-04", "2026-03-06", "2026-03-08", "2026-03-09"));
  }

  @Test
  void withDayShouldRemoveDaysThatAreTooOld() {
    assertThat(
            ReadWindows.withDay(
                days("2026-02-23", "2026-02-24", "2026-03-09"),
                LocalDate.parse("2026-03-04"),
                Instant.parse("2026-03-10T04:00:00Z")))
        .isEqualTo(days("2026-02-24", "2026-03-04", "2026-03-09"));
  }

  @Test
  void dayShouldIncludeItsFirstAndItsLastSecond() {
    assertThat(ReadWindows.of(LocalDate.parse("2026-03-09")))
        .isEqualTo(
            new Window(
                Instant.parse("2026-03-09T00:00:00Z"), Instant.parse("2026-03-09T23:59:59Z")));
  }

  private static List<LocalDate> days(String... days) {
    return Stream.of(days).map(LocalDate::parse).toList();
  }
}
