package dev.flightwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.bench.report.Pair;
import dev.flightwatch.bench.report.Report;
import dev.flightwatch.bench.report.Result.Measured;
import dev.flightwatch.bench.report.Result.NotMeasured;
import dev.flightwatch.bench.report.Row;
import dev.flightwatch.bench.report.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchMainTest {
  private static final Row ROW = new Row("reads", "requests/s", Target.atLeast(0.8));

  private static int exitCode(double ratio, String... words) {
    Report report =
        new Report(Map.of(), List.of(new Measured(ROW, List.of(Pair.of(100, 100 * ratio)))));
    return BenchMain.exitCode(BenchArguments.parse(words), report);
  }

  @Test
  void smokeShouldFailWhenARatioIsUnderHalfOfItsTarget() {
    assertThat(exitCode(0.39, "--smoke")).isEqualTo(1);
  }

  @Test
  void smokeShouldPassWhenARatioIsMissedByLess() {
    assertThat(exitCode(0.41, "--smoke")).isZero();
  }

  @Test
  void smokeShouldPassWhenARowCouldNotBeMeasured() {
    Report report = new Report(Map.of(), List.of(new NotMeasured(ROW, "no index is used")));
    assertThat(BenchMain.exitCode(BenchArguments.parse(new String[] {"--smoke"}), report)).isZero();
  }

  @Test
  void otherFormsShouldPassWhateverTheyMeasure() {
    assertThat(exitCode(0.01)).isZero();
    assertThat(exitCode(0.01, "--quick")).isZero();
  }

  @Test
  void argumentsShouldBeRefusedWhenAWordIsNotKnown() {
    assertThatThrownBy(() -> BenchArguments.parse(new String[] {"--slow"}))
        .hasMessageContaining("--slow");
    assertThatThrownBy(() -> BenchArguments.parse(new String[] {"--only"}))
        .hasMessageContaining("--only");
  }
}
