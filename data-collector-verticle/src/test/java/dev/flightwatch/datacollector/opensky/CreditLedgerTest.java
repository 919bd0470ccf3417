package dev.flightwatch.datacollector.opensky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.datacollector.opensky.CreditLedger.Charge;
import dev.flightwatch.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CreditLedgerTest {

  private final SettableClock clock = new SettableClock("2026-03-10T00:01:00Z");
  private final CreditLedger target = new CreditLedger(4_000, clock);

  private Charge call(Duration back) {
    Instant now = clock.instant();
    return target.charge(CallCost.of(now.minus(back), now).credits());
  }

  private Charge live() {
    return call(Duration.ofHours(2));
  }

  private void set(int remaining) {
    Charge charge = live();
    target.reported(charge, remaining);
    target.end();
  }

  private int remaining() {
    return target.balance().orElseThrow().remaining();
  }

  @Test
  void chargeShouldDependOnTheWindow() {
    live();
    assertThat(remaining()).isEqualTo(3_996);
    call(Duration.ofHours(24).minusSeconds(1));
    assertThat(remaining()).isEqualTo(3_992);
    call(Duration.ofHours(24));
    assertThat(remaining()).isEqualTo(3_962);
  }

  @Test
  void balanceShouldBeProportionalToTheRestOfTheDayBeforeTheFirstReport() {
    // given
    SettableClock evening = new SettableClock("2026-03-10T18:01:00Z");

    // then
    assertThat(new CreditLedger(4_000, evening).balance())
        .contains(new CreditBalance(1_000, 4_000, Instant.parse("2026-03-11T00:01:00Z")));
  }

  @Test
  void reportedShouldRaiseOrLowerTheBalance() {
    set(17);
    assertThat(remaining()).isEqualTo(17);
    set(3_000);
    assertThat(remaining()).isEqualTo(3_000);
  }

  @Test
  void reportedShouldOnlyLowerTheBalanceWhenCallsAreConcurrent() {
    // given: two calls whose responses arrive in the wrong order
    Charge first = live();
    Charge second = live();

    // when
    target.reported(second, 100);
    target.end();
    target.reported(first, 3_996);
    target.end();

    // then: other clients have spent credits too
    assertThat(remaining()).isEqualTo(100);
  }

  @Test
  void balanceShouldBeResetAMinuteAfterMidnight() {
    // given
    set(10);

    // when
    clock.advance(Duration.ofHours(24).minusMillis(1));
    int before = remaining();
    clock.advance(Duration.ofMillis(1));

    // then
    assertThat(before).isEqualTo(10);
    assertThat(target.balance())
        .contains(new CreditBalance(4_000, 4_000, Instant.parse("2026-03-12T00:01:00Z")));
  }

  @Test
  void reportedShouldChargeTheNewDayForACallOfTheDayBefore() {
    // given
    clock.advance(Duration.ofHours(24).minusSeconds(1));
    Charge late = live();

    // when
    clock.advance(Duration.ofSeconds(2));
    target.reported(late, 12);

    // then
    assertThat(remaining()).isEqualTo(3_996);
  }

  @Test
  void chargeShouldFailWhenTheBalanceIsTooLow() {
    // given
    set(4);

    // then
    assertThatThrownBy(() -> call(Duration.ofHours(24))).isInstanceOf(OpenSkyException.class);
    live();
    assertThat(remaining()).isZero();
    assertThatThrownBy(this::live)
        .isInstanceOf(OpenSkyException.class)
        .hasMessageContaining("2026-03-11T00:01:00Z");
  }

  @Test
  void chargeShouldSucceedWhenCreditsAreNotLimited() {
    // given
    CreditLedger unlimited = new CreditLedger(0, clock);

    // when
    unlimited.charge(CallCost.LIVE.credits());

    // then
    assertThat(unlimited.balance()).isEmpty();
  }

  @Test
  void refundShouldUndoACharge() {
    target.refund(live());

    assertThat(remaining()).isEqualTo(4_000);
  }

  @Test
  void rateLimitedShouldSetTheBalanceToZeroOnlyForTheRestOfTheDay() {
    // given
    clock.advance(Duration.ofHours(12).minusMinutes(1));

    // when
    target.rateLimited(Duration.ofHours(11));
    int afterShortPause = remaining();
    target.rateLimited(Duration.ofHours(12));

    // then
    assertThat(afterShortPause).isEqualTo(4_000);
    assertThat(remaining()).isZero();
  }
}
