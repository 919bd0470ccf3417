package dev.flightwatch.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import dev.flightwatch.bench.report.RoundFigures;
import dev.flightwatch.bench.report.RowResult;
import dev.flightwatch.bench.report.RowResult.MeasuredRow;
import dev.flightwatch.bench.report.RowResult.UnmeasuredRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static final BenchmarkRow ROW =
      new BenchmarkRow("reads", "requests/s", RatioTarget.atLeast(0.8));
  private static final RunLength BRIEF = new RunLength(2, Duration.ZERO, Duration.ZERO, true);
  private static final RunLength LONG = new RunLength(2, Duration.ZERO, Duration.ZERO, false);

  /** Returns given ratios, and records its use. */
  private static class ScriptedScenario implements Scenario {
    private final double[] ratios;
    private int rounds;
    private boolean closed;

    ScriptedScenario(double... ratios) {
      this.ratios = ratios;
    }

    @Override
    public List<BenchmarkRow> rows() {
      return List.of(ROW);
    }

    @Override
    public void prepare() throws Exception {}

    @Override
    public List<RoundFigures> round() {
      return List.of(RoundFigures.of(100, 100 * ratios[rounds++]));
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static RowResult run(ScriptedScenario scenario, RunLength effort) {
    return new Measurement(scenario, effort).run().get(0);
  }

  @Test
  void resultShouldContainAllRoundsWhenTheRowWasMeasured() {
    // Given
    ScriptedScenario scenario = new ScriptedScenario(0.1, 0.2);

    // When
    RowResult result = run(scenario, LONG);

    // Then
    assertThat(result)
        .isEqualTo(
            new MeasuredRow(ROW, List.of(RoundFigures.of(100, 10), RoundFigures.of(100, 20))));
    assertThat(scenario.closed).isTrue();
  }

  @Test
  void briefRunShouldMeasureAgainWhenARowIsUnderHalfOfItsTarget() {
    // When
    MeasuredRow result = (MeasuredRow) run(new ScriptedScenario(0.1, 0.2, 0.9, 0.1), BRIEF);

    // Then
    assertThat(result.rounds()).hasSize(4);
    assertThat(result.isUnderHalf()).isFalse();
  }

  @Test
  void briefRunShouldNotMeasureAgainWhenOneRoundIsGoodEnough() {
    assertThat(((MeasuredRow) run(new ScriptedScenario(0.1, 0.5), BRIEF)).rounds()).hasSize(2);
  }

  @Test
  void resultShouldContainTheReasonWhenTheRowCannotBeMeasured() {
    // Given
    ScriptedScenario scenario =
        new ScriptedScenario() {
          @Override
          public void prepare() throws NotMeasurableException {
            throw new NotMeasurableException("no index is used");
          }
        };

    // Then
    assertThat(run(scenario, LONG)).isEqualTo(new UnmeasuredRow(ROW, "no index is used"));
    assertThat(scenario.closed).isTrue();
  }

  @Test
  void resultShouldContainTheErrorWhenARoundFails() {
    // Given
    ScriptedScenario scenario =
        new ScriptedScenario() {
          @Override
          public List<RoundFigures> round() {
            throw new IllegalStateException("the service ended\nits log");
          }
        };

    // Then
    assertThat(run(scenario, LONG)).isEqualTo(new UnmeasuredRow(ROW, "failed: the service ended"));
    assertThat(scenario.closed).isTrue();
  }
}
