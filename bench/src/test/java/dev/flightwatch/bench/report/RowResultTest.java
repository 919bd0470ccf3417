package dev.flightwatch.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.bench.report.RowResult.MeasuredRow;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RowResultTest {
  private static final RatioTarget HALF_AS_MANY = RatioTarget.atLeast(0.5);
  private static final RatioTarget TWICE_THE_TIME = RatioTarget.atMost(2);

  private static MeasuredRow measured(RatioTarget target, double... ratios) {
    List<RoundFigures> rounds =
        DoubleStream.of(ratios).mapToObj(ratio -> RoundFigures.of(100, 100 * ratio)).toList();
    return new MeasuredRow(new BenchmarkRow("a row", "requests/s", target), rounds);
  }

  @Test
  void ratioShouldBeTheMedianOfTheRoundsWhenOneIsAnOutlier() {
    // When
    Spread ratio = measured(HALF_AS_MANY, 0.6, 9, 0.7, 0.5, 0.8).ratio();

    // Then
    assertThat(ratio).isEqualTo(new Spread(0.7, 0.5, 9));
  }

  @Test
  void ratioShouldBeTheMeanOfTheMiddleTwoWhenTheRoundsAreEven() {
    assertThat(measured(HALF_AS_MANY, 1, 2, 4, 8).ratio().median()).isEqualTo(3);
  }

  @Test
  void ratioShouldBeTakenPerRoundWhenFloorsDiffer() {
    // Given a machine that was half as fast in one round of two
    List<RoundFigures> rounds = List.of(RoundFigures.of(100, 80), RoundFigures.of(50, 40));

    // When
    Spread ratio = new MeasuredRow(new BenchmarkRow("a row", "", HALF_AS_MANY), rounds).ratio();

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
  void resultShouldBeUnderHalfWhenItsBestRoundIs() {
    assertThat(measured(HALF_AS_MANY, 0.1, 0.24).isUnderHalf()).isTrue();
    assertThat(measured(TWICE_THE_TIME, 9, 4.01).isUnderHalf()).isTrue();
  }

  @Test
  void resultShouldNotBeUnderHalfWhenOneRoundIsNot() {
    assertThat(measured(HALF_AS_MANY, 0.1, 0.25).isUnderHalf()).isFalse();
    assertThat(measured(TWICE_THE_TIME, 9, 4).isUnderHalf()).isFalse();
  }

  @Test
  void figuresShouldBeRejectedWhenTheyAreNotPositive() {
    assertThatThrownBy(() -> RoundFigures.of(0, 10)).hasMessageContaining("floor 0.0");
    assertThatThrownBy(() -> RoundFigures.of(10, Double.NaN)).hasMessageContaining("ours NaN");
  }
}
