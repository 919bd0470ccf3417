package dev.flightwatch.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.bench.report.RowResult.MeasuredRow;
import dev.flightwatch.bench.report.RowResult.UnmeasuredRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final BenchmarkRow READS =
      new BenchmarkRow("reads", "requests/s", RatioTarget.atLeast(0.8));
  private static final BenchmarkRow SAVE = new BenchmarkRow("save", "ms", RatioTarget.atMost(1.3));
  private static final BenchmarkRow SCALE =
      new BenchmarkRow("scale", "ms", RatioTarget.atMost(1.5));

  private static Report report(double reads, double save) {
    return new Report(
        Map.of("cores", "2"),
        List.of(
            new MeasuredRow(
                READS, List.of(new RoundFigures(40_000, 40_000 * reads, "CPU 99 % and 98 %"))),
            new MeasuredRow(SAVE, List.of(RoundFigures.of(50, 50 * save))),
            new UnmeasuredRow(SCALE, "no index is used")));
  }

  private static String lineOf(String row, Report report) {
    return report
        .text()
        .lines()
        .filter(line -> line.startsWith("| " + row))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void lineShouldContainFiguresRatioAndTargetWhenTheRowWasMeasured() {
    assertThat(lineOf("reads", report(0.9, 1)).replaceAll(" +", " "))
        .isEqualTo(
            "| reads | requests/s | 40,000 | 36,000 | 0.900 | 0.900 to 0.900 | >= 0.8 | ok | CPU 99 % and 98 % |");
  }

  @Test
  void targetShouldBeShownWithAllItsDecimals() {
    assertThat(RatioTarget.atLeast(0.35)).hasToString(">= 0.35");
    assertThat(RatioTarget.atMost(1)).hasToString("<= 1.0");
  }

  @Test
  void lineShouldHaveNoTargetWhenTheRowComparesWithAnotherServer() {
    // Given
    BenchmarkRow row = BenchmarkRow.against("http://other:5000", "reads", "requests/s");
    MeasuredRow measured = new MeasuredRow(row, List.of(RoundFigures.of(1_000, 100)));

    // When
    Report report = new Report(Map.of(), List.of(measured));

    // Then
    assertThat(report.text().replaceAll(" +", " "))
        .contains(
            "| row | unit | http://other:5000 | ours | ratio |",
            "| reads | requests/s | 1,000 | 100 | 0.100 | 0.100 to 0.100 | - | for comparison | |");
    assertThat(measured.rounds().get(0).text(row)).isEqualTo("http://other:5000 1,000, ours 100");
    assertThat(report.underHalf()).isEmpty();
  }

  @Test
  void textShouldContainMissedOncePerLineWhenATargetIsMissed() {
    // When
    Report report = report(0.79, 1.4);

    // Then
    assertThat(lineOf("reads", report)).containsOnlyOnce("MISSED");
    assertThat(lineOf("save", report)).containsOnlyOnce("MISSED");
    assertThat(report.text().split("MISSED", -1)).hasSize(3);
  }

  @Test
  void textShouldNotContainMissedWhenAllTargetsAreMet() {
    assertThat(report(0.8, 1.3).text()).doesNotContain("MISSED");
  }

  @Test
  void lineShouldContainTheReasonWhenTheRowWasNotMeasured() {
    assertThat(lineOf("scale", report(1, 1))).contains("NOT MEASURED: no index is used", "<= 1.5");
  }

  @Test
  void underHalfShouldReturnOnlyRowsUnderHalfOfTheirTarget() {
    assertThat(report(0.41, 2.5).underHalf()).isEmpty();
    assertThat(report(0.39, 2.5).underHalf()).containsExactly(READS);
    assertThat(report(0.79, 2.7).underHalf()).containsExactly(SAVE);
  }

  @Test
  void reportShouldBeWrittenWithItsConditions(@TempDir Path folder) throws Exception {
    // When
    Path file =
        report(1, 1)
            .write(folder.resolve("results"), Instant.parse("2026-11-25T11:20:30.5Z"), "quick");

    // Then
    assertThat(file).hasFileName("2026-11-25T11-20-30-quick.txt");
    assertThat(Files.readString(file)).contains("cores: 2", "reads: 40,000 / 40,000 = 1.000");
  }
}
