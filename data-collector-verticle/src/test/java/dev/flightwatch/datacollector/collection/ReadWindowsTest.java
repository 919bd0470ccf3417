package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
  void callsDueShouldBeAboutTheSettledDaysFromThatBeforeTheFirstFollowAndAtMostSeven(
      Instant followed, Instant now, LocalDate first, int number) {
    List<FinishedDays> calls =
        ReadWindows.callsDue(LICC, CollectionProgress.begun(followed), now, false);
    for (Direction direction : Direction.values()) {
      assertThat(
              calls.stream()
                  .filter(call -> call.direction() == direction)
                  .flatMap(call -> call.dates().stream()))
          .containsExactlyElementsOf(first.datesUntil(first.plusDays(number)).toList());
    }
    assertThat(calls).hasSize(2 * ((number + 1) / 2));
  }

  private static List<String> callsDue(AirportCode airport, String now, boolean inPairs) {
    DaysRead read =
        new DaysRead(
            days("2026-03-05", "2026-03-07"),
            days("2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07"));
    Instant since = Instant.parse("2026-01-01T00:00:00Z");
    CollectionProgress progress =
        new CollectionProgress(since, since, Optional.empty(), Optional.empty(), read, true);
    return ReadWindows.callsDue(airport, progress, Instant.parse(now), inPairs).stream()
        .map(call -> call.direction().label() + " " + call)
        .toList();
  }

  @Test
  void callsDueShouldCombineConsecutiveDaysThatWereNotRead() {
    assertThat(callsDue(LICC, "2026-03-10T04:00:00Z", false))
        .containsExactly(
            "departure 2026-03-03 and 2026-03-04",
            "departure 2026-03-06",
            "departure 2026-03-08 and 2026-03-09",
            "arrival 2026-03-08 and 2026-03-09");
  }

  @Test
  void callsDueShouldLetTheLastDayOfHalfOfTheAirportsWaitForTheNextOneWhenInPairs() {
    // when: the 8th is the last settled day, then the 9th
    List<Integer> waiting = new ArrayList<>();
    for (String now : List.of("2026-03-09T04:00:00Z", "2026-03-10T04:00:00Z")) {
      for (AirportCode airport : List.of(new AirportCode("AAAA"), new AirportCode("AAAB"))) {
        waiting.add(callsDue(airport, now, false).size() - callsDue(airport, now, true).size());
      }
    }

    // then: a single day waits; two days do not, and neither does an earlier single day
    assertThat(waiting.subList(0, 2)).containsExactlyInAnyOrder(0, 2);
    assertThat(waiting.subList(2, 4)).containsExactly(0, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // days, departures that were read                        , calls about departures
        "0 |                                                       |",
        "2 |                                                       | 2026-03-07 and 2026-03-08",
        "3 |                                                       | 2026-03-07 and 2026-03-08, 2026-03-06",
        "5 | 2026-03-06                                            | 2026-03-07 and 2026-03-08, 2026-03-04 and 2026-03-05",
        "4 | 2026-03-08 2026-03-06                                 | 2026-03-07, 2026-03-05",
        "3 | 2026-03-08 2026-03-07 2026-03-06                      |"
      })
  void backfillShouldReadTheDaysBeforeTheFirstFollowInPairsTheLatestFirst(
      int days, String read, String expected) {
    // given: the 9th was the last settled day at the first follow
    Instant now = Instant.parse("2026-03-10T12:00:00Z");
    List<LocalDate> departures = read == null ? List.of() : days(read.trim().split(" "));
    CollectionProgress progress =
        new CollectionProgress(
            now,
            now,
            Optional.empty(),
            Optional.empty(),
            new DaysRead(departures, List.of()),
            false);

    // when
    List<FinishedDays> calls = ReadWindows.backfillCalls(progress, now, days);

    // then
    assertThat(
            calls.stream()
                .filter(call -> call.direction() == Direction.DEPARTURE)
                .map(FinishedDays::toString))
        .isEqualTo(expected == null ? List.of() : List.of(expected.split(", ")));
    assertThat(calls.stream().map(FinishedDays::direction)).isSorted();
    assertThat(
            calls.stream()
                .filter(call -> call.direction() == Direction.ARRIVAL)
                .flatMap(call -> call.dates().stream()))
        .hasSize(days);
  }

  @Test
  void daysReadShouldNotContainDaysThatAreTooOld() {
    DaysRead read = new DaysRead(days("2026-02-23", "2026-02-24", "2026-03-09"), List.of());
    assertThat(
            read.with(
                new FinishedDays(
                    Direction.DEPARTURE,
                    LocalDate.parse("2026-03-04"),
                    LocalDate.parse("2026-03-04")),
                Instant.parse("2026-03-10T04:00:00Z"),
                14))
        .isEqualTo(new DaysRead(days("2026-02-24", "2026-03-04", "2026-03-09"), List.of()));
  }

  @Test
  void dayShouldIncludeItsFirstAndItsLastSecond() {
    assertThat(
            new FinishedDays(
                    Direction.DEPARTURE,
                    LocalDate.parse("2026-03-09"),
                    LocalDate.parse("2026-03-09"))
                .window())
        .isEqualTo(
            new Window(
                Instant.parse("2026-03-09T00:00:00Z"), Instant.parse("2026-03-09T23:59:59Z")));
  }

  private static List<LocalDate> days(String... days) {
    return Stream.of(days).map(LocalDate::parse).toList();
  }
}
