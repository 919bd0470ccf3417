package dev.flightwatch.bench.report;

import dev.flightwatch.bench.report.Result.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One run.
 *
 * @param facts what the figures depend on, by name
 * @param results in the order of the table
 */
public record Report(Map<String, String> facts, List<Result> results) {
  public Report {
    facts = new LinkedHashMap<>(facts);
    results = List.copyOf(results);
  }

  /** The table, the facts, and the rounds, which are floor / ours = ratio. */
  public String text() {
    String shownFacts =
        facts.entrySet().stream()
            .map(fact -> fact.getKey() + ": " + fact.getValue() + "\n")
            .collect(Collectors.joining());
    return "\n%s\n%s\n%s".formatted(Table.of(results), shownFacts, Table.rounds(results));
  }

  /** The rows that are so far below their targets that it is no noise. */
  public List<Row> underHalf() {
    return results.stream()
        .filter(result -> result instanceof Measured measured && measured.isUnderHalf())
        .map(Result::row)
        .toList();
  }

  /**
   * Keeps it, under its time and form.
   *
   * @return the file
   * @throws IOException when the folder cannot be written to
   */
  public Path write(Path folder, Instant begun, String form) throws IOException {
    String name = begun.toString().replaceAll("\\..*|Z$", "").replace(':', '-');
    return Files.writeString(
        Files.createDirectories(folder).resolve(name + "-" + form + ".txt"), text());
  }
}
