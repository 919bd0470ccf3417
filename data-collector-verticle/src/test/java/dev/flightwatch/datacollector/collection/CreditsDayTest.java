package dev.flightwatch.datacollector.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The day's credits last for the day. The days are simulated with the clock of the test. */
class CreditsDayTest {
  private static final Instant START = Instant.parse("2026-03-10T00:01:00Z");
  private static final Duration TICK = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofHours(24).minus(TICK.multipliedBy(2));

  private final CreditsDay day = new CreditsDay(START);

  @AfterEach
  void close() {
    day.close();
  }

  private void assertWithinBudget() {
    System.out.println("A day's credits: " + day.figures());
    assertThat(day.rejectedCalls()).as("responses with 429").isZero();
    assertThat(day.longest()).isLessThanOrEqualTo(Schedule.MAX_INTERVAL.plus(TICK));
  }

  @Test
  void creditsShouldAllowTheShortestIntervalWhenFiveAirportsAreFollowed() {
    // given
    day.follow(5, Duration.ofHours(12), CreditsDay.PERIOD);

    // when
    day.pass(DAY, TICK);

    // then
    assertWithinBudget();
    assertThat(day.longest()).isLessThanOrEqualTo(CreditsDay.PERIOD.plus(TICK));
    assertThat(day.rereads()).hasSize(5);
  }

  @Test
  void creditsShouldLastForTheDayAtAnEvenIntervalWhenFiftyAirportsAreFollowed() {
    // given
    day.follow(50, Duration.ofHours(12), Duration.ofHours(2));

    // when
    day.pass(DAY, TICK);

    // then
    assertWithinBudget();
    assertThat(day.longest()).isLessThan(Duration.ofHours(4));
    assertThat(day.rereads()).hasSize(50);
    assertThat(day.credits()).isLessThan(200);
  }

  @Test
  @Tag("chaos")
  void creditsShouldReadAirportsEveryTwentyHoursAndDaysWithTheRestWhenFiveHundredAreFollowed() {
    // given
    day.follow(500, Duration.ofHours(12), Schedule.MAX_INTERVAL);

    // when
    day.pass(DAY, TICK);

    // then
    assertWithinBudget();
    assertThat(day.rereads()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(day.daysToReread()).isEqualTo(500 - day.rereads().size());
  }

  @Test
  @Tag("chaos")
  void creditsShouldLastForTenDaysAndRereadTheOldestDaysFirstWhenFiveHundredAirportsAreFollowed() {
    // given
    day.follow(500, Duration.ofHours(12), Schedule.MAX_INTERVAL);

    // when
    day.pass(Duration.ofDays(10), TICK.multipliedBy(5));

    // then
    System.out.println("Ten days' credits: " + day.figures());
    assertThat(day.rejectedCalls()).isZero();
    assertThat(day.longest())
        .isLessThanOrEqualTo(Schedule.MAX_INTERVAL.plus(TICK.multipliedBy(10)));
    assertThat(day.rereads()).isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(day.daysLeftUnread()).isPositive();
  }

  @Test
  @Tag("chaos")
  void creditsShouldAllowReadsOfAirportsThatAreFollowedDuringTheDay() {
    // given
    day.follow(500, Duration.ofHours(12), Schedule.MAX_INTERVAL);

    // when
    long read =
        IntStream.range(0, 23)
            .mapToObj(
                hour -> {
                  day.pass(Duration.ofHours(1), TICK);
                  return day.followNew(String.format("N%03d", hour));
                })
            .filter(progress -> progress.flatMap(CollectionProgress::readAt).isPresent())
            .count();

    // then
    assertWithinBudget();
    assertThat(read).isEqualTo(23);
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 500})
  @Tag("chaos")
  void creditsShouldLastWhenMoreAirportsAreFollowedThanTheySufficeFor(int before) {
    // given
    day.follow(before, Duration.ofHours(12), Schedule.MAX_INTERVAL);
    day.pass(Duration.ofHours(10), TICK);

    // when
    long read =
        IntStream.range(0, 1_000)
            .mapToObj(i -> day.followNew(String.format("Y%03d", i)))
            .filter(progress -> progress.flatMap(CollectionProgress::readAt).isPresent())
            .count();
    day.pass(Duration.ofHours(13), TICK);

    // then
    System.out.println("1,000 more follows, " + read + " read immediately: " + day.figures());
    assertThat(day.rejectedCalls()).isZero();
    assertThat(day.longest(before)).isLessThanOrEqualTo(Schedule.MAX_INTERVAL.plus(TICK));

    // when
    day.pass(Duration.ofHours(60), TICK.multipliedBy(5));

    // then
    System.out.println("60 hours later: " + day.figures());
    assertThat(day.rejectedCalls()).isZero();
    assertThat(day.neverRead()).isZero();
  }

  @Test
  void followShouldStoreMockFlightsWithoutACallWhenTheBudgetIsExceeded() {
    // given
    day.follow(50, Duration.ofHours(12), Schedule.MAX_INTERVAL);
    day.emulator.credits().setRemaining(8);
    day.pass(TICK.multipliedBy(3), TICK);

    // when
    Optional<CollectionProgress> followed = day.followNew("NEW1");

    // then
    assertThat(followed).hasValueSatisfying(p -> assertThat(p.readAt()).isEmpty());
    assertThat(day.emulator.calls().about("NEW1")).isZero();
    assertThat(day.mockFlights("NEW1")).isPositive();
  }
}
