package dev.flightwatch.bench.report;

import dev.flightwatch.bench.report.Result.Measured;
import dev.flightwatch.bench.report.Result.NotMeasured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The results as people read them: a line a row, a Markdown table. */
public final class Table {
  /** Printed nowhere else, so that it can be looked for. */
  static final String MISSED = "MISSED";

  private static final List<String> HEAD =
      List.of("row", "unit", "floor", "ours", "ratio", "spread", "target", "verdict", "note");

  private Table() {}

  /** The table, with a line break after each line. */
  public static String of(List<Result> results) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    results.forEach(result -> lines.add(cells(result)));
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(column -> lines.stream().mapToInt(l -> l.get(column).length()).max().orElse(0))
            .toArray();
    lines.add(1, IntStream.of(widths).mapToObj("-"::repeat).toList());
    return lines.stream().map(line -> shown(line, widths)).collect(Collectors.joining());
  }

  private static String shown(List<String> line, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            column -> line.get(column) + " ".repeat(widths[column] - line.get(column).length()))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static List<String> cells(Result result) {
    Row row = result.row();
    if (result instanceof Measured measured) {
      Spread ratio = measured.ratio();
      return List.of(
          row.name(),
          row.unit(),
          figure(Spread.of(measured.rounds(), Pair::floor).median()),
          figure(Spread.of(measured.rounds(), Pair::ours).median()),
          decimals(ratio.median()),
          decimals(ratio.least()) + " to " + decimals(ratio.greatest()),
          row.target().toString(),
          measured.isMissed() ? MISSED : "ok",
          measured.rounds().get(measured.rounds().size() - 1).note());
    }
    String reason = "NOT MEASURED: " + ((NotMeasured) result).reason();
    return Stream.concat(
            Stream.of(row.name(), row.unit()),
            Stream.of("-", "-", "-", "-", row.target().toString(), reason, ""))
        .toList();
  }

  /** The rounds one by one, so that a figure that is out of line can be seen. */
  public static String rounds(List<Result> results) {
    return results.stream()
        .filter(Measured.class::isInstance)
        .map(Measured.class::cast)
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

  /** A figure in as many digits as say something. */
  static String figure(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 1 ? "%.1f" : "%.3f", value);
  }

  private static String decimals(double ratio) {
    return String.format(Locale.ROOT, "%.3f", ratio);
  }
}
