package dev.flightwatch.bench.report;

import dev.flightwatch.bench.report.RowResult.MeasuredRow;
import dev.flightwatch.bench.report.RowResult.UnmeasuredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Formats the results as a Markdown table. */
public final class Table {
  /** Printed for missed targets only, so that it can be searched for. */
  static final String MISSED = "MISSED";

  private static final String NONE = "-";

  private Table() {}

  /** Returns the table. */
  public static String of(List<RowResult> results) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(head(results));
    results.forEach(result -> lines.add(cells(result)));
    int[] widths =
        IntStream.range(0, lines.get(0).size())
            .map(column -> lines.stream().mapToInt(l -> l.get(column).length()).max().orElse(0))
            .toArray();
    lines.add(1, IntStream.of(widths).mapToObj("-"::repeat).toList());
    return lines.stream().map(line -> shown(line, widths)).collect(Collectors.joining());
  }

  /** Returns the names of the columns. All rows of a run have the same baseline. */
  private static List<String> head(List<RowResult> results) {
    String baseline =
        results.stream().findFirst().map(r -> r.row().baseline()).orElse(BenchmarkRow.FLOOR);
    return List.of("row", "unit", baseline, "ours", "ratio", "spread", "target", "verdict", "note");
  }

  private static String shown(List<String> line, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            column -> line.get(column) + " ".repeat(widths[column] - line.get(column).length()))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static List<String> cells(RowResult result) {
    BenchmarkRow row = result.row();
    String target = row.target().map(RatioTarget::toString).orElse(NONE);
    if (result instanceof MeasuredRow measured) {
      Spread ratio = measured.ratio();
      return List.of(
          row.name(),
          row.unit(),
          figure(Spread.of(measured.rounds(), RoundFigures::floor).median()),
          figure(Spread.of(measured.rounds(), RoundFigures::ours).median()),
          decimals(ratio.median()),
          decimals(ratio.least()) + " to " + decimals(ratio.greatest()),
          target,
          row.target().isEmpty() ? "for comparison" : measured.isMissed() ? MISSED : "ok",
          measured.rounds().get(measured.rounds().size() - 1).note());
    }
    String reason = "NOT MEASURED: " + ((UnmeasuredRow) result).reason();
    return Stream.concat(
            Stream.of(row.name(), row.unit()),
            Stream.of(NONE, NONE, NONE, NONE, target, reason, ""))
        .toList();
  }

  /** Returns the figures of each round, so that outliers are visible. */
  public static String rounds(List<RowResult> results) {
    return results.stream()
        .filter(MeasuredRow.class::isInstance)
        .map(MeasuredRow.class::cast)
        .map(
            measured ->
                measured.row().name()
                    + ": "
                    + measured.rounds().stream()
                        .map(
                            pair ->
                                figure(pair.floor())
                                    + " / "
                                    + figure(pair.ours())
                                    + " = "
                                    + decimals(pair.ratio()))
                        .collect(Collectors.joining("; "))
                    + "\n")
        .collect(Collectors.joining());
  }

  /** Formats a figure with its significant digits. */
  static String figure(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 1 ? "%.1f" : "%.3f", value);
  }

  private static String decimals(double ratio) {
    return String.format(Locale.ROOT, "%.3f", ratio);
  }
}
