package dev.flightwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import dev.flightwatch.bench.report.Report;
import dev.flightwatch.bench.report.RoundFigures;
import dev.flightwatch.bench.report.RowResult.MeasuredRow;
import dev.flightwatch.bench.report.RowResult.UnmeasuredRow;
import dev.flightwatch.bench.scenario.OtherServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchMainTest {
  private static final BenchmarkRow ROW =
      new BenchmarkRow("reads", "requests/s", RatioTarget.atLeast(0.8));

  private static int exitCode(double ratio, String... words) {
    Report report =
        new Report(
            Map.of(), List.of(new MeasuredRow(ROW, List.of(RoundFigures.of(100, 100 * ratio)))));
    return BenchMain.exitCode(BenchArguments.parse(words), report);
  }

  @Test
  void smokeShouldFailWhenARatioIsUnderHalfOfItsTarget() {
    assertThat(exitCode(0.39, "--smoke")).isEqualTo(1);
  }

  @Test
  void smokeShouldPassWhenARatioIsOverHalfOfItsTarget() {
    assertThat(exitCode(0.41, "--smoke")).isZero();
  }

  @Test
  void smokeShouldPassWhenARowCouldNotBeMeasured() {
    Report report = new Report(Map.of(), List.of(new UnmeasuredRow(ROW, "no index is used")));
    assertThat(BenchMain.exitCode(BenchArguments.parse("--smoke"), report)).isZero();
  }

  @Test
  void otherModesShouldPassWithAnyRatio() {
    assertThat(exitCode(0.01)).isZero();
    assertThat(exitCode(0.01, "--quick")).isZero();
  }

  @Test
  void argumentsShouldBeRejectedWhenAnOptionIsUnknownOrIncomplete() {
    assertThatThrownBy(() -> BenchArguments.parse("--slow")).hasMessageContaining("--slow");
    assertThatThrownBy(() -> BenchArguments.parse("--only")).hasMessageContaining("--only");
    assertThatThrownBy(() -> BenchArguments.parse("--against")).hasMessageContaining("--against");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:5000, http://localhost:5000, http://localhost:5000",
    "http://gateway/api/, http://gateway/api, http://gateway/api",
    "'http://a:1,http://[::1]:2/', http://a:1, http://[::1]:2",
  })
  void againstShouldNameBothServicesWhenItIsValid(String urls, URI userManager, URI dataCollector) {
    assertThat(BenchArguments.parse("--against", urls).against())
        .contains(new OtherServer(userManager, dataCollector));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:5000",
        "https://localhost",
        "http://",
        "http://a b",
        "http://a_b:99999999999",
        "http://user:secret@host",
        "http://host?query",
        "http://host#fragment",
        "http://a,",
        "http://a,http://b,http://c",
      })
  void argumentsShouldBeRejectedWhenAgainstIsInvalid(String urls) {
    assertThatThrownBy(() -> BenchArguments.parse("--against", urls))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--against");
  }
}
