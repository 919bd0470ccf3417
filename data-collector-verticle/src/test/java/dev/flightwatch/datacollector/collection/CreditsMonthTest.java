package dev.flightwatch.datacollector.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The credits of a month, simulated with the clock of the test: live reads, days and history. */
@Tag("chaos")
class CreditsMonthTest {
  private static final Logger log = LoggerFactory.getLogger(CreditsMonthTest.class);
  private static final int BACKFILL_DAYS = 30;
  private static final Duration TICK = Duration.ofMinutes(10);

  @ParameterizedTest
  @CsvSource({
    "  5, 4000, PT1M , 4",
    "50, 4000, PT1M , 30",
    "50, 8000, PT1M, 16", // 3, 22 and 13 days
    "200, 4000, PT30M, 0",
    "200, 8000, PT30M, 0" // not within the month
  })
  void creditsShouldLastForAMonthAndReadTheHistory(
      int airports, int credits, Duration each, int maxDays) {
    try (CreditsDay month = new CreditsDay(credits, BACKFILL_DAYS)) {
      // given
      month.followNew(airports, each);
      int complete = 0;

      // when
      for (int day = 1; day <= 30; day++) {
        month.pass(Duration.ofDays(1), TICK);
        if (complete == 0 && missing(month) == 0) {
          complete = day;
        }
      }

      // then
      Duration longest = month.longestInterval(airports);
      log.info(
          "{} airports, {} credits: history complete after {} days, {} days missing at the end,"
              + " {} days left unread, longest interval {}",
          airports,
          credits,
          complete,
          missing(month),
          month.schedule().daysLeftUnread(),
          longest);
      assertThat(month.rejectedCalls()).as("responses with 429").isZero();
      assertThat(longest).isLessThanOrEqualTo(Schedule.MAX_INTERVAL.plus(TICK.multipliedBy(2)));
      if (maxDays > 0) {
        assertThat(complete).isBetween(1, maxDays);
        assertThat(month.schedule().daysLeftUnread()).isZero();
      }
    }
  }

  /** Counts the days that are missing beyond the last one, which may wait for the next. */
  private static int missing(CreditsDay month) {
    Instant now = month.rig.clock.instant();
    int missing = 0;
    for (AirportCode airport : month.rig.followed) {
      missing += Math.max(0, month.rig.progress(airport).daysMissing(now, BACKFILL_DAYS) - 1);
    }
    return missing;
  }
}
