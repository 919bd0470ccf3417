package dev.flightwatch.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.bench.report.RowResult.MeasuredRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the published table of docs/benchmarks.md with what the report writes. */
class ResultsDocumentTest {
  private static final int RATIO = 4;
  private static final int TARGET = 6;
  private static final int VERDICT = 7;

  static Stream<List<String>> publishedLines() throws IOException {
    Path document = Path.of(System.getProperty("flightwatch.home"), "docs", "benchmarks.md");
    return Files.readAllLines(document).stream()
        .dropWhile(line -> !line.startsWith("| row | unit |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(ResultsDocumentTest::cells);
  }

  private static List<String> cells(String line) {
    return Stream.of(line.split("\\|")).skip(1).map(String::strip).toList();
  }

  @ParameterizedTest
  @MethodSource("publishedLines")
  void lineShouldHaveTheVerdictOfItsRatioWhenItIsPublished(List<String> line) {
    // given
    Optional<RatioTarget> target = target(line.get(TARGET));
    double ratio = Double.parseDouble(line.get(RATIO));
    BenchmarkRow row = new BenchmarkRow(line.get(0), line.get(1), BenchmarkRow.FLOOR, target);

    // when
    String report =
        Table.of(List.of(new MeasuredRow(row, List.of(new RoundFigures(1, ratio, "")))));

    // then
    List<String> rendered = cells(report.lines().skip(2).findFirst().orElseThrow());
    assertThat(line).hasSize(VERDICT + 1);
    assertThat(line.get(TARGET)).isEqualTo(rendered.get(TARGET));
    assertThat(line.get(VERDICT)).isEqualTo(rendered.get(VERDICT));
  }

  private static Optional<RatioTarget> target(String text) {
    if (text.equals("-")) {
      return Optional.empty();
    }
    double bound = Double.parseDouble(text.substring(3));
    return Optional.of(
        text.startsWith(">=") ? RatioTarget.atLeast(bound) : RatioTarget.atMost(bound));
  }
}
