package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.KJFK;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.collection.Schedule.DueAirport;
import dev.flightwatch.datacollector.flights.AirportCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-03-11T00:00:00Z");
  private static final AirportCode NEW_AIRPORT = new AirportCode("NEW1");
  private static final Duration PERIOD = Duration.ofMinutes(10);

  /** No arrivals are to be read again. */
  private static final List<LocalDate> ALL_RECENT =
      LocalDate.ofInstant(NOON, UTC)
          .minusDays(14)
          .datesUntil(LocalDate.ofInstant(NOON, UTC))
          .toList();

  /** Followed today and read this many hours ago. */
  private static CollectionProgress read(int hoursAgo) {
    Instant at = NOON.minus(Duration.ofHours(hoursAgo));
    return CollectionProgress.begun(NOON).withNextDue(at.plus(PERIOD)).afterLiveRead(at, at);
  }

  private static CollectionProgress followedSince(String day, String... daysRead) {
    CollectionProgress read = read(1);
    return new CollectionProgress(
        Instant.parse(day + "T12:00:00Z"),
        read.nextDue(),
        read.readUntil(),
        read.readAt(),
        new DaysRead(
            Stream.concat(Stream.of(daysRead), Stream.of(dayBefore(day)))
                .map(LocalDate::parse)
                .toList(),
            ALL_RECENT),
        false);
  }

  private static String dayBefore(String day) {
    return LocalDate.parse(day).minusDays(1).toString();
  }

  private static Schedule only(CollectionProgress licc) {
    return schedule(List.of(LICC), Map.of(LICC, licc));
  }

  private static Schedule schedule(
      List<AirportCode> followed, Map<AirportCode, CollectionProgress> known) {
    return new Schedule(followed, known, NOON);
  }

  private static List<DueAirport> due(Schedule schedule, Duration interval, int rereads) {
    return schedule.dueAirports(interval, schedule.longestWaiting(rereads, false), false);
  }

  @Test
  void dueAirportsShouldBeThoseWhoseIntervalHasPassedTheLongestWaitingFirst() {
    // given
    Schedule target =
        schedule(
            List.of(LICC, LIRF, NEW_AIRPORT, EDDF, KJFK),
            Map.of(LICC, read(4), LIRF, read(3), EDDF, read(21), KJFK, read(2)));

    // then
    assertThat(due(target, Duration.ofHours(3), 0))
        .containsExactly(
            new DueAirport(NEW_AIRPORT, true, false),
            new DueAirport(EDDF, true, false),
            new DueAirport(LICC, false, false),
            new DueAirport(LIRF, false, false));
  }

  @Test
  void dueAirportsShouldContainAnAirportThatCouldNotBeReadAfterAPeriod() {
    // given
    CollectionProgress failed = read(21).withNextDue(NOON);
    CollectionProgress never = CollectionProgress.begun(NOON.minusSeconds(60)).withNextDue(NOON);

    // then
    assertThat(due(only(failed.withNextDue(NOON.plusMillis(1))), PERIOD, 9)).isEmpty();
    assertThat(due(only(failed), Duration.ofHours(20), 9)).hasSize(1);
    assertThat(due(only(never), Duration.ofHours(20), 9))
        .containsExactly(new DueAirport(LICC, false, true));
    assertThat(due(only(never), Duration.ofHours(21), 0)).isEmpty();
  }

  @Test
  void dueAirportsShouldRereadTheOldestDaysOfAllAirports() {
    // given
    Schedule target =
        schedule(
            List.of(LICC, LIRF, EDDF, KJFK),
            Map.of(
                LICC, followedSince("2026-03-09"),
                LIRF, followedSince("2026-03-06", "2026-03-08"),
                EDDF, followedSince("2026-03-06", "2026-03-07"),
                KJFK, followedSince("2026-03-07")));

    // then
    assertThat(reread(target, 1)).containsExactly(EDDF);
    assertThat(reread(target, 3)).containsExactlyInAnyOrder(EDDF, LIRF, KJFK);
    assertThat(reread(target, 0)).isEmpty();
  }

  private static List<AirportCode> reread(Schedule schedule, int rereads) {
    return due(schedule, Duration.ofHours(20), rereads).stream()
        .filter(DueAirport::reread)
        .map(DueAirport::airport)
        .toList();
  }

  @Test
  void mandatoryReadsShouldCountTheReadsOfEachAirportUntilThen() {
    // given: mandatory now, in 8 hours, and in 12 hours
    Map<AirportCode, CollectionProgress> known =
        Map.of(LICC, read(21), LIRF, read(12), EDDF, read(8));

    // then
    assertThat(schedule(List.of(NEW_AIRPORT), Map.of()).mandatoryReads(MIDNIGHT)).isEqualTo(1);
    assertThat(schedule(List.of(LICC, LIRF, EDDF), known).mandatoryReads(MIDNIGHT)).isEqualTo(3);
    assertThat(schedule(List.of(EDDF), known).mandatoryReads(MIDNIGHT.minusMillis(1))).isZero();
    assertThat(
            schedule(List.of(NEW_AIRPORT), known).mandatoryReads(NOON.plus(Duration.ofHours(20))))
        .isEqualTo(2);
  }

  @Test
  void rereadCallsShouldIncludeYesterdayBeforeItIsSettled() {
    CollectionProgress known = followedSince("2026-03-08", "2026-03-08");

    assertThat(
            new Schedule(List.of(LICC), Map.of(LICC, known), Instant.parse("2026-03-10T00:01:00Z"))
                .rereadCalls(false))
        .isEqualTo(1);
  }

  @Test
  void daysLeftUnreadShouldCountDaysOfTheWeekBeforeLast() {
    CollectionProgress old = followedSince("2026-01-01", "2026-02-24", "2026-03-02", "2026-03-03");

    assertThat(only(old).daysLeftUnread()).isEqualTo(5);
    assertThat(only(followedSince("2026-03-03")).daysLeftUnread()).isZero();
  }

  @Test
  void oldestDueShouldBeWhenTheLongestWaitingAirportBecameDue() {
    Schedule target = schedule(List.of(LICC, LIRF), Map.of(LICC, read(4), LIRF, read(6)));

    assertThat(target.oldestDue(Duration.ofHours(5))).contains(NOON.minus(Duration.ofHours(1)));
    assertThat(target.oldestDue(Duration.ofHours(7))).isEmpty();
  }
}
