package dev.flightwatch.datacollector.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.collection.Schedule.Turn;
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
  private static final Duration PERIOD = Duration.ofMinutes(10);

  /** Followed today, and really read so many hours ago. */
  private static Progress read(int hoursAgo) {
    Instant at = NOON.minus(Duration.ofHours(hoursAgo));
    return Progress.begun(NOON).withNextDue(at.plus(PERIOD)).read(at, at);
  }

  private static Progress followedSince(String day, String... daysRead) {
    Progress read = read(1);
    return new Progress(
        Instant.parse(day + "T12:00:00Z"),
        read.nextDue(),
        read.readUntil(),
        read.readAt(),
        Stream.of(daysRead).map(LocalDate::parse).toList());
  }

  private static Schedule schedule(List<String> followed, Map<String, Progress> known) {
    return new Schedule(followed, known, NOON);
  }

  @Test
  void turnsShouldNameThoseWhoseIntervalHasPassedTheLongestWaitingFirst() {
    // given
    Schedule target =
        schedule(
            List.of("LICC", "LIRF", "NEW1", "EDDF", "KJFK"),
            Map.of("LICC", read(4), "LIRF", read(3), "EDDF", read(21), "KJFK", read(2)));

    // then
    assertThat(target.turns(Duration.ofHours(3), 0, 10))
        .containsExactly(
            new Turn("NEW1", true, false),
            new Turn("EDDF", true, false),
            new Turn("LICC", false, false),
            new Turn("LIRF", false, false));
    assertThat(target.turns(Duration.ofHours(3), 0, 1)).hasSize(1);
  }

  @Test
  void turnsShouldTryAnAirportThatCouldNotBeReadAPeriodLater() {
    // given
    Progress failed = read(21).withNextDue(NOON.plusMillis(1));

    // then
    assertThat(schedule(List.of("LICC"), Map.of("LICC", failed)).turns(PERIOD, 9, 9)).isEmpty();
    Progress never = Progress.begun(NOON.minusSeconds(60)).withNextDue(NOON);
    assertThat(schedule(List.of("LICC"), Map.of("LICC", never)).turns(Duration.ofHours(20), 9, 9))
        .containsExactly(new Turn("LICC", false, false));
    assertThat(schedule(List.of("LICC"), Map.of("LICC", never)).turns(Duration.ofHours(21), 9, 9))
        .isEmpty();
    assertThat(
            schedule(List.of("LICC"), Map.of("LICC", failed.withNextDue(NOON)))
                .turns(Duration.ofHours(20), 9, 9))
        .hasSize(1);
  }

  @Test
  void turnsShouldRereadTheDaysThatWaitLongestOverAllAirports() {
    // given
    Schedule target =
        schedule(
            List.of("LICC", "LIRF", "EDDF", "KJFK"),
            Map.of(
                "LICC", followedSince("2026-03-09"),
                "LIRF", followedSince("2026-03-06", "2026-03-08"),
                "EDDF", followedSince("2026-03-06", "2026-03-07"),
                "KJFK", followedSince("2026-03-07")));

    // then
    assertThat(reread(target, 1)).containsExactly("EDDF");
    assertThat(reread(target, 3)).containsExactlyInAnyOrder("EDDF", "LIRF", "KJFK");
    assertThat(reread(target, 0)).isEmpty();
  }

  private static List<String> reread(Schedule schedule, int rereads) {
    return schedule.turns(Duration.ofHours(20), rereads, 10).stream()
        .filter(Turn::reread)
        .map(Turn::airport)
        .toList();
  }

  @Test
  void readsNeededShouldCountEachAirportsReadsThatMustBeMadeUntilThen() {
    // given: now, in 8 hours, in 12, in 12 and a bit
    Map<String, Progress> known = Map.of("LICC", read(21), "LIRF", read(12), "EDDF", read(8));

    // then
    assertThat(schedule(List.of("NEW1"), Map.of()).readsNeeded(MIDNIGHT)).isEqualTo(1);
    assertThat(schedule(List.of("LICC", "LIRF", "EDDF"), known).readsNeeded(MIDNIGHT)).isEqualTo(3);
    assertThat(schedule(List.of("EDDF"), known).readsNeeded(MIDNIGHT.minusMillis(1))).isZero();
    assertThat(schedule(List.of("NEW1"), known).readsNeeded(NOON.plus(Duration.ofHours(20))))
        .isEqualTo(2);
  }

  @Test
  void daysWaitingShouldCountYesterdayBeforeItIsSettledToo() {
    Progress known = followedSince("2026-03-08", "2026-03-08");

    assertThat(
            new Schedule(
                    List.of("LICC"), Map.of("LICC", known), Instant.parse("2026-03-10T00:01:00Z"))
                .daysWaiting())
        .isEqualTo(1);
  }

  @Test
  void daysLeftUnreadShouldCountThoseOfTheWeekBeforeTheLast() {
    Progress old = followedSince("2026-01-01", "2026-02-24", "2026-03-02", "2026-03-03");

    assertThat(schedule(List.of("LICC"), Map.of("LICC", old)).daysLeftUnread()).isEqualTo(5);
    assertThat(
            schedule(List.of("LICC"), Map.of("LICC", followedSince("2026-03-03"))).daysLeftUnread())
        .isZero();
  }

  @Test
  void oldestDueShouldBeWhenTheLongestWaitingAirportBecameDue() {
    Schedule target = schedule(List.of("LICC", "LIRF"), Map.of("LICC", read(4), "LIRF", read(6)));

    assertThat(target.oldestDue(Duration.ofHours(5))).contains(NOON.minus(Duration.ofHours(1)));
    assertThat(target.oldestDue(Duration.ofHours(7))).isEmpty();
  }
}
