package dev.flightwatch.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the published targets of docs/benchmarks.md with those of the benchmark. */
class TargetsTest {
  private static Stream<BenchmarkRow> rows() {
    return Stream.concat(
        Stream.of(Benchmark.LAST_READ, Benchmark.AVERAGE_READ, Benchmark.PAGE_READ),
        Stream.of(
                new TokenScenario(null, "/", "a@b.it"),
                new UncachedReadScenario(null, "LICC"),
                new GatewayScenario(null, "/"),
                new RegistrationScenario(null),
                new SaveScenario(null),
                new MemoryScenario(null, null),
                new StartScenario(null),
                new CollectionScenario(null),
                new ScaleScenario(null))
            .map(Scenario::rows)
            .flatMap(List::stream));
  }

  @Test
  void documentShouldHaveTheTargetOfEachRow() throws IOException {
    // given
    Path document = Path.of(System.getProperty("flightwatch.home"), "docs", "benchmarks.md");
    List<String> lines = Files.readAllLines(document);

    // then
    assertThat(rows())
        .allSatisfy(
            row ->
                assertThat(lines)
                    .as(row.name())
                    .anyMatch(line -> line.startsWith(start(row)) && line.contains(target(row))));
  }

  private static String start(BenchmarkRow row) {
    return "| " + row.name() + " | " + row.unit() + " | ";
  }

  private static String target(BenchmarkRow row) {
    return " | " + row.target().map(RatioTarget::toString).orElse("-") + " | ";
  }
}
