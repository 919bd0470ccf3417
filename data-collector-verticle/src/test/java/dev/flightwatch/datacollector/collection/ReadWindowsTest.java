package dev.flightwatch.datacollector.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.collection.ReadWindows.FinishedDay;
import dev.flightwatch.datacollector.flights.Direction;
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
            followed,
            followed,
            Optional.ofNullable(readUntil),
            Optional.empty(),
            DaysRead.NONE,
            true);
    assertThat(ReadWindows.live(progress, now)).isEqualTo(new Window(begin, now));
  }

  @ParameterizedTest
  @CsvSource({
    // followed            , now                 , first, number
    "2026-03-10T12:00:00Z, 2026-03-10T12:00:00Z, 2026-03-09, 1",
    "2026-03-10T03:59:59Z, 2026-03-10T03:59:59Z, 2026-03-08, 1",
    "2026-03-10T12:00:00Z, 2026-03-11T03:59:59Z, 2026-03-09, 1",
    "2026-03-10T12:00:00Z, 2026-03-11T04:00:00Z, 2026-03-09, 2",
    "2026-03-10T12:00:00Z, 2026-03-16T04:00:00Z, 2026-03-09, 7",
    "2026-03-10T12:00:00Z, 2026-03-17T03:59:59Z, 2026-03-10, 6",
    "2026-03-10T12:00:00Z, 2026-03-17T04:00:00Z, 2026-03-10, 7",
    "2026-03-10T12:00:00Z, 2026-06-01T04:00:00Z, 2026-05-25, 7"
  })
  void daysDueShouldBeTheSettledDaysOfBothDirectionsFromThatBeforeTheFirstFollowAndAtMostSeven(
      Instant followed, Instant now, LocalDate first, int number) {
    List<LocalDate> dates = first.datesUntil(first.plusDays(number)).toList();
    assertThat(ReadWindows.daysDue(CollectionProgress.begun(followed), now))
        .containsExactlyElementsOf(
            Stream.of(Direction.values())
                .flatMap(direction -> dates.stream().map(date -> new FinishedDay(direction, date)))
                .toList());
  }

  @Test
  void daysDueShouldExcludeDaysThatWereRead() {
    // given
    DaysRead read =
        new DaysRead(
            days("2026-03-05", "2026-03-07"),
            days("2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07"));
    Instant since = Instant.parse("2026-01-01T00:00:00Z");
    CollectionProgress progress =
        new CollectionProgress(since, since, Optional.empty(), Optional.empty(), read, true);

    // then
    assertThat(ReadWindows.daysDue(progress, Instant.parse("2026-03-10T04:00:00Z")))
        .extracting(day -> day.direction().label() + " " + day.date())
        .containsExactly(
            "departure 2026-03-03",
            "departure 2026-03-04",
            "departure 2026-03-06",
            "departure 2026-03-08",
            "departure 2026-03-09",
            "arrival 2026-03-08",
            "arrival 2026-03-09");
  }

  @Test
  void daysReadShouldNotContainDaysThatAreTooOld() {
    DaysRead read = new DaysRead(days("2026-02-23", "2026-02-24", "2026-03-09"), List.of());
    assertThat(
            read.with(
                Direction.DEPARTURE,
                LocalDate.parse("2026-03-04"),
                Instant.parse("2026-03-10T04:00:00Z")))
        .isEqualTo(new DaysRead(days("2026-02-24", "2026-03-04", "2026-03-09"), List.of()));
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
