package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The day's credits last for the day. The days are simulated with the clock of the test. */
class CreditsDayTest {
  private static final Duration TICK = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofHours(24).minus(TICK.multipliedBy(2));

  private final CreditsDay day = new CreditsDay();

  @AfterEach
  void close() {
    day.close();
  }

  private void assertWithinBudget(int airports, Duration longestInterval) {
    assertThat(day.rejectedCalls()).as("responses with 429").isZero();
    assertThat(day.longestInterval(airports)).isLessThanOrEqualTo(longestInterval.plus(TICK));
  }

  @ParameterizedTest
  @CsvSource({"5, PT10M, PT10M, 10, 4000", "50, PT2H, PT4H, 44, 200"})
  void creditsShouldLastForTheDayAtAShortAndEvenInterval(
      int airports, Duration spread, Duration longestInterval, int rereads, int maxLeft) {
    // given
    day.follow(airports, spread);

    // when
    day.pass(DAY, TICK);

    // then
    assertWithinBudget(airports, longestInterval);
    assertThat(day.daysReread()).hasSize(rereads);
    assertThat(day.emulator.credits().remaining()).isLessThan(maxLeft);
  }

  @Test
  @Tag("chaos")
  void creditsShouldLastForTenDaysAndRereadTheOldestDaysFirstWhenFiveHundredAirportsAreFollowed() {
    // given
    day.follow(500, Schedule.MAX_INTERVAL);

    // when
    day.pass(Duration.ofDays(10), TICK.multipliedBy(5));

    // then
    assertWithinBudget(500, Schedule.MAX_INTERVAL.plus(TICK.multipliedBy(9)));
    assertThat(day.rereads)
        .isSortedAccordingTo(
            Comparator.comparing(FinishedDays::direction).thenComparing(FinishedDays::first));
    assertThat(day.schedule().daysLeftUnread()).isPositive();
  }

  @Test
  @Tag("chaos")
  void creditsShouldAllowReadsOfAirportsThatAreFollowedDuringTheDay() {
    // given
    day.follow(500, Schedule.MAX_INTERVAL);

    // when
    long read =
        IntStream.range(0, 23)
            .filter(
                hour -> {
                  day.pass(Duration.ofHours(1), TICK);
                  return day.followNew(String.format("N%03d", hour));
                })
            .count();

    // then
    assertWithinBudget(523, Schedule.MAX_INTERVAL);
    assertThat(day.rereads).hasSizeGreaterThanOrEqualTo(20);
    assertThat(read).isEqualTo(23);
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 500})
  @Tag("chaos")
  void creditsShouldLastWhenMoreAirportsAreFollowedThanTheySufficeFor(int before) {
    // given
    day.follow(before, Schedule.MAX_INTERVAL);
    day.pass(Duration.ofHours(10), TICK);

    // when
    IntStream.range(0, 1_000).forEach(i -> day.followNew(String.format("Y%03d", i)));
    day.pass(Duration.ofHours(13), TICK);

    // then
    assertWithinBudget(before, Schedule.MAX_INTERVAL);

    // when
    day.pass(Duration.ofHours(60), TICK.multipliedBy(5));

    // then
    assertThat(day.rejectedCalls()).isZero();
    assertThat(day.neverRead()).isZero();
  }

  @Test
  void followShouldStoreMockFlightsWithoutACallWhenTheBudgetIsExceeded() {
    // given
    day.follow(50, Schedule.MAX_INTERVAL);
    day.emulator.credits().setRemaining(8);
    day.pass(TICK.multipliedBy(3), TICK);

    // when
    boolean read = day.followNew("NEW1");

    // then
    Window all = new Window(Instant.EPOCH, day.rig.clock.instant());
    assertThat(read).isFalse();
    assertThat(day.emulator.calls().about("NEW1")).isZero();
    assertThat(await(day.rig.flights.count(new AirportCode("NEW1"), all)))
        .containsOnlyKeys(Source.MOCK);
  }
}
