package dev.flightwatch.bench.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.bench.report.Pair;
import dev.flightwatch.bench.report.Result;
import dev.flightwatch.bench.report.Result.Measured;
import dev.flightwatch.bench.report.Result.NotMeasured;
import dev.flightwatch.bench.report.Row;
import dev.flightwatch.bench.report.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static final Row ROW = new Row("reads", "requests/s", Target.atLeast(0.8));
  private static final Effort BRIEF = new Effort(2, Duration.ZERO, Duration.ZERO, true);
  private static final Effort LONG = new Effort(2, Duration.ZERO, Duration.ZERO, false);

  /** Gives ratios that are known, and notes what is done with it. */
  private static class ScriptedScenario implements Scenario {
    private final double[] ratios;
    private int rounds;
    private boolean closed;

    ScriptedScenario(double... ratios) {
      this.ratios = ratios;
    }

    @Override
    public List<Row> rows() {
      return List.of(ROW);
    }

    @Override
    public void prepare() throws Exception {}

    @Override
    public List<Pair> round() {
      return List.of(Pair.of(100, 100 * ratios[rounds++]));
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static Result run(ScriptedScenario scenario, Effort effort) {
    return new Measurement(scenario, effort).run().get(0);
  }

  @Test
  void rowShouldHaveAllRoundsWhenItWasMeasured() {
    // Given
    ScriptedScenario scenario = new ScriptedScenario(0.1, 0.2);

    // When
    Result result = run(scenario, LONG);

    // Then
    assertThat(result).isEqualTo(new Measured(ROW, List.of(Pair.of(100, 10), Pair.of(100, 20))));
    assertThat(scenario.closed).isTrue();
  }

  @Test
  void briefFormShouldMeasureOnceMoreWhenARowIsFarBelowItsTarget() {
    // When
    Measured result = (Measured) run(new ScriptedScenario(0.1, 0.2, 0.9, 0.1), BRIEF);

    // Then
    assertThat(result.rounds()).hasSize(4);
    assertThat(result.isUnderHalf()).isFalse();
  }

  @Test
  void briefFormShouldMeasureNoMoreWhenOneRoundIsGoodEnough() {
    assertThat(((Measured) run(new ScriptedScenario(0.1, 0.5), BRIEF)).rounds()).hasSize(2);
  }

  @Test
  void rowShouldSayWhyWhenItCannotBeMeasuredHere() {
    // Given
    ScriptedScenario scenario =
        new ScriptedScenario() {
          @Override
          public void prepare() throws NotMeasurableException {
            throw new NotMeasurableException("no index is used");
          }
        };

    // Then
    assertThat(run(scenario, LONG)).isEqualTo(new NotMeasured(ROW, "no index is used"));
    assertThat(scenario.closed).isTrue();
  }

  @Test
  void rowShouldSayWhatFailedWhenARoundFails() {
    // Given
    ScriptedScenario scenario =
        new ScriptedScenario() {
          @Override
          public List<Pair> round() {
            throw new IllegalStateException("the service ended\nits log");
          }
        };

    // Then
    assertThat(run(scenario, LONG)).isEqualTo(new NotMeasured(ROW, "it failed: the service ended"));
    assertThat(scenario.closed).isTrue();
  }
}
