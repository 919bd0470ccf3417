package dev.flightwatch.bench.report;

import dev.flightwatch.bench.report.RowResult.MeasuredRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The report of one run.
 *
 * @param conditions what the figures depend on, by name
 * @param results in the order of the table
 */
public record Report(Map<String, String> conditions, List<RowResult> results) {
  public Report {
    conditions = new LinkedHashMap<>(conditions);
    results = List.copyOf(results);
  }

  /** Returns the table, the conditions, and the rounds in the form floor / ours = ratio. */
  public String text() {
    String shownConditions =
        conditions.entrySet().stream()
            .map(condition -> condition.getKey() + ": " + condition.getValue() + "\n")
            .collect(Collectors.joining());
    return "\n%s\n%s\n%s".formatted(Table.of(results), shownConditions, Table.rounds(results));
  }

  /** Returns the rows whose ratio is under half of the target in every round. */
  public List<BenchmarkRow> underHalf() {
    return results.stream()
        .filter(result -> result instanceof MeasuredRow measured && measured.isUnderHalf())
        .map(RowResult::row)
        .toList();
  }

  /**
   * Writes the report to a file named after its time and mode.
   *
   * @return the file
   * @throws IOException if the directory cannot be written to
   */
  public Path write(Path folder, Instant started, String mode) throws IOException {
    String name = started.toString().replaceAll("\\..*|Z$", "").replace(':', '-');
    return Files.writeString(
        Files.createDirectories(folder).resolve(name + "-" + mode + ".txt"), text());
  }
}
