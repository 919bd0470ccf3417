package dev.flightwatch.datacollector.opensky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.datacollector.opensky.CreditLedger.Charge;
import dev.flightwatch.datacollector.opensky.OpenSkyException.Withheld;
import dev.flightwatch.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CreditLedgerTest {

  private final SettableClock clock = new SettableClock("2026-03-10T00:01:00Z");
  private final CreditLedger target = new CreditLedger(4_000, clock);

  private Charge call(Duration back) {
    Instant now = clock.instant();
    return target.charge(new DepartureQuery("LICC", now.minus(back), now, Duration.ofSeconds(1)));
  }

  private Charge live() {
    return call(Duration.ofHours(2));
  }

  private void set(int remaining) {
    Charge charge = live();
    charge.told(remaining);
    charge.end();
  }

  private int remaining() {
    return target.balance().orElseThrow().remaining();
  }

  @Test
  void chargeShouldTakeWhatACallCostsByItsWindow() {
    live();
    assertThat(remaining()).isEqualTo(3_996);
    call(Duration.ofHours(24).minusSeconds(1));
    assertThat(remaining()).isEqualTo(3_992);
    call(Duration.ofHours(24));
    assertThat(remaining()).isEqualTo(3_962);
  }

  @Test
  void balanceShouldBeAnEvenShareWhenTheDaysSpendingIsNotKnown() {
    // given
    SettableClock evening = new SettableClock("2026-03-10T18:01:00Z");

    // then
    assertThat(new CreditLedger(4_000, evening).balance())
        .contains(new CreditBalance(1_000, 4_000, Instant.parse("2026-03-11T00:01:00Z")));
  }

  @Test
  void toldShouldCorrectTheAccountBothWays() {
    set(17);
    assertThat(remaining()).isEqualTo(17);
    set(3_000);
    assertThat(remaining()).isEqualTo(3_000);
  }

  @Test
  void toldShouldBelieveOnlyLessOfCallsThatOverlap() {
    // given two calls, whose answers overtake each other
    Charge first = live();
    Charge second = live();

    // when
    second.told(3_992);
    second.end();
    first.told(3_996);
    first.end();

    // then
    assertThat(remaining()).isEqualTo(3_992);
  }

  @Test
  void toldShouldBelieveThatOthersHaveSpentMore() {
    // given
    Charge first = live();
    live();

    // when
    first.told(100);

    // then
    assertThat(remaining()).isEqualTo(100);
  }

  @Test
  void balanceShouldBeWholeAgainAMinuteAfterMidnight() {
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
  void toldShouldChargeTheNewDayForACallOfTheDayBefore() {
    // given
    clock.advance(Duration.ofHours(24).minusSeconds(1));
    Charge late = live();

    // when
    clock.advance(Duration.ofSeconds(2));
    late.told(12);

    // then
    assertThat(remaining()).isEqualTo(3_996);
  }

  @Test
  void chargeShouldBeRefusedWhenLessIsLeft() {
    // given
    set(4);

    // then
    assertThatThrownBy(() -> call(Duration.ofHours(24))).isInstanceOf(Withheld.class);
    live();
    assertThat(remaining()).isZero();
    assertThatThrownBy(this::live)
        .isInstanceOf(Withheld.class)
        .hasMessageContaining("2026-03-11T00:01:00Z");
  }

  @Test
  void chargeShouldNeverBeRefusedWhenNoAccountIsKept() {
    // given
    CreditLedger none = new CreditLedger(0, clock);
    Instant now = clock.instant();

    // when
    none.charge(new DepartureQuery("LICC", now, now, Duration.ofSeconds(1)));

    // then
    assertThat(none.balance()).isEmpty();
  }

  @Test
  void giveBackShouldUndoACharge() {
    live().giveBack();

    assertThat(remaining()).isEqualTo(4_000);
  }

  @Test
  void refusedShouldEmptyTheAccountOnlyWhenItLastsAsLongAsTheDay() {
    // given
    clock.advance(Duration.ofHours(12).minusMinutes(1));

    // when
    target.refused(Duration.ofHours(11));
    int afterShortPause = remaining();
    target.refused(Duration.ofHours(12));

    // then
    assertThat(afterShortPause).isEqualTo(4_000);
    assertThat(remaining()).isZero();
  }
}
