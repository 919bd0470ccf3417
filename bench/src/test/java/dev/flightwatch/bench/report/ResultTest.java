package dev.flightwatch.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.bench.report.Result.Measured;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ResultTest {
  private static final Target HALF_AS_MANY = Target.atLeast(0.5);
  private static final Target TWICE_THE_TIME = Target.atMost(2);

  private static Measured measured(Target target, double... ratios) {
    List<Pair> rounds =
        DoubleStream.of(ratios).mapToObj(ratio -> Pair.of(100, 100 * ratio)).toList();
    return new Measured(new Row("a row", "requests/s", target), rounds);
  }

  @Test
  void ratioShouldBeTheMiddleOfTheRoundsWhenOneIsFarOff() {
    // When
    Spread ratio = measured(HALF_AS_MANY, 0.6, 9, 0.7, 0.5, 0.8).ratio();

    // Then
    assertThat(ratio).isEqualTo(new Spread(0.7, 0.5, 9));
  }

  @Test
  void ratioShouldLieBetweenTheMiddleTwoWhenTheRoundsAreEven() {
    assertThat(measured(HALF_AS_MANY, 1, 2, 4, 8).ratio().median()).isEqualTo(3);
  }

  @Test
  void ratioShouldBeOfPairsWhenFloorsDiffer() {
    // Given a machine that was half as fast in one round of two
    List<Pair> rounds = List.of(Pair.of(100, 80), Pair.of(50, 40));

    // When
    Spread ratio = new Measured(new Row("a row", "", HALF_AS_MANY), rounds).ratio();

    // Then
    assertThat(ratio).isEqualTo(new Spread(0.8, 0.8, 0.8));
  }

  @Test
  void resultShouldBeMissedWhenItsMedianIsWorseThanTheTarget() {
    assertThat(measured(HALF_AS_MANY, 0.49, 0.49, 3).isMissed()).isTrue();
    assertThat(measured(HALF_AS_MANY, 0.5).isMissed()).isFalse();
    assertThat(measured(TWICE_THE_TIME, 2.01).isMissed()).isTrue();
    assertThat(measured(TWICE_THE_TIME, 2).isMissed()).isFalse();
  }

  @Test
  void resultShouldBeUnderHalfWhenEvenItsBestRoundIs() {
    assertThat(measured(HALF_AS_MANY, 0.1, 0.24).isUnderHalf()).isTrue();
    assertThat(measured(TWICE_THE_TIME, 9, 4.01).isUnderHalf()).isTrue();
  }

  @Test
  void resultShouldNotBeUnderHalfWhenOneRoundIsGoodEnough() {
    assertThat(measured(HALF_AS_MANY, 0.1, 0.25).isUnderHalf()).isFalse();
    assertThat(measured(TWICE_THE_TIME, 9, 4).isUnderHalf()).isFalse();
  }

  @Test
  void pairShouldBeRefusedWhenNothingWasCounted() {
    assertThatThrownBy(() -> Pair.of(0, 10)).hasMessageContaining("floor 0.0");
    assertThatThrownBy(() -> Pair.of(10, Double.NaN)).hasMessageContaining("ours NaN");
  }
}
