package dev.flightwatch.datacollector.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.opensky.CreditBalance;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditBudgetTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-11T00:00:00Z");
  private static final Duration PERIOD = Duration.ofMinutes(10);

  private static CreditBudget budget(int remaining, int hoursLeft, Demand demand) {
    return new CreditBudget(
        new CreditBalance(remaining, 4_000, MIDNIGHT),
        MIDNIGHT.minus(Duration.ofHours(hoursLeft)),
        demand,
        PERIOD);
  }

  /** Calculated manually: 200 of 4,000 credits are reserved at the beginning of the day. */
  @ParameterizedTest(name = "{0} credits, {1} h, {2} airports, {3} reads, {4} days: {5} min")
  @CsvSource({
    "4000, 24,    0,    0,    0,   10", // no airports
    "4000, 24,    5,    6,    5,   10", // more than enough
    "4000, 24,   50,   60,   50,  125", // (4000 - 200 - 1500) / 4 = 575 reads
    "4000, 24,  500,  600,  500, 1190", // 600 reads, 46 days and 5 more reads
    "4000, 24, 2000, 2400, 2000, 2880", // 1,000 reads of 2,000 airports: two days
    "2000, 12,   50,    0,    0,   75", // (2000 - 100) / 4 = 475 reads of 50 airports in 12 h
    "1900, 12,  500,  240,  500, 1200", // the mandatory ones, and never longer than 20 h
    "   3, 12,   50,   50,    0, 1200", // nothing left
    " 100,  1,   50,    0,    0,  130" // 92 credits, 23 reads
  })
  void intervalShouldSpendTheSpareCreditsEvenly(
      int remaining, int hoursLeft, int airports, int reads, int days, long minutes) {
    assertThat(budget(remaining, hoursLeft, new Demand(airports, reads, days, 0)).interval())
        .isCloseTo(Duration.ofMinutes(minutes), Duration.ofMinutes(1));
  }

  @Test
  void rereadsShouldUseWhatTheMandatoryReadsLeave() {
    assertThat(budget(4_000, 24, new Demand(500, 600, 500, 0)).rereads()).isEqualTo(41);
    assertThat(budget(4_000, 24, new Demand(800, 960, 800, 0)).rereads()).isZero();
    assertThat(budget(2_434, 0, new Demand(500, 600, 500, 0)).rereads()).isEqualTo(1);
    assertThat(budget(2_433, 0, new Demand(500, 600, 500, 0)).rereads()).isZero();
  }

  @Test
  void allowsHistoryShouldLeaveEnoughForTheMandatoryReads() {
    assertThat(budget(430, 0, new Demand(100, 100, 9, 0)).allowsHistory()).isTrue();
    assertThat(budget(429, 0, new Demand(100, 100, 9, 0)).allowsHistory()).isFalse();
  }

  @Test
  void allowsLiveShouldLeaveEnoughForTheMandatoryReadsUnlessItIsOne() {
    assertThat(budget(404, 12, new Demand(100, 100, 0, 0)).allowsLive(false)).isTrue();
    assertThat(budget(403, 12, new Demand(100, 100, 0, 0)).allowsLive(false)).isFalse();
    assertThat(budget(4, 12, new Demand(100, 100, 0, 0)).allowsLive(true)).isTrue();
    assertThat(budget(3, 12, new Demand(100, 100, 0, 0)).allowsLive(true)).isFalse();
  }

  /** Calculated manually: 200 of 4,000 credits are reserved at the beginning of the day. */
  @ParameterizedTest(name = "{0} reads, {1} days, {2} calls needed: {3}")
  @CsvSource({
    "  0,   0, 1000, 63", // 3,800 / 2 = 1,900 credits
    "  0, 100, 1000, 13", // (3,800 - 3,000) / 2 = 400 credits
    "  0,   0,   10, 10", // no more than are needed
    "950,   0, 1000,  0", // nothing is left
    "  0, 200, 1000,  0"
  })
  void backfillShouldTakeUpToHalfOfWhatTheFinishedDaysLeave(
      int reads, int days, int needed, int calls) {
    CreditBudget budget = budget(4_000, 24, new Demand(5, reads, days, needed));
    assertThat(budget.backfillCalls()).isEqualTo(calls);
  }

  @Test
  void backfillShouldBeSpreadEvenlyAndCatchUpOnAnHour() {
    CreditBudget budget = budget(4_000, 24, new Demand(5, 0, 0, 48));
    CreditBudget ofFew = budget(4_000, 24, new Demand(5, 0, 0, 4));

    // then: one call every half an hour, or every six hours
    Instant now = MIDNIGHT.minus(Duration.ofHours(24));
    assertThat(budget.backfillCallsSince(now.minus(Duration.ofMinutes(30)))).isZero();
    assertThat(budget.backfillCallsSince(now.minus(Duration.ofMinutes(31)))).isEqualTo(1);
    assertThat(budget.backfillCallsSince(Instant.EPOCH)).isEqualTo(1);
    assertThat(ofFew.backfillCallsSince(now.minus(Duration.ofHours(6)))).isZero();
    assertThat(ofFew.backfillCallsSince(Instant.EPOCH)).isEqualTo(1);
    assertThat(budget(4_000, 24, new Demand(5, 0, 0, 0)).backfillCallsSince(Instant.EPOCH))
        .isZero();
  }
}
