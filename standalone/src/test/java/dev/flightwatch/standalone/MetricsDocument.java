package dev.flightwatch.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables of {@code docs/metrics.md}, without the metrics of Vert.x and the JVM.
 *
 * @param nameToRow a row for each metric
 */
record MetricsDocument(Map<String, Row> nameToRow) {
  private static final Pattern ROW =
      Pattern.compile("\\| `(flightwatch_\\w+)` \\| (\\w+) \\| (.*?) ?\\| .* \\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern OPEN = Pattern.compile("such as|as before");

  /**
   * A metric.
   *
   * @param labelToValues the listed values of each label; empty when the page does not list them
   */
  record Row(String type, Map<String, Set<String>> labelToValues) {}

  static MetricsDocument read() throws IOException {
    Path page = Path.of(System.getProperty("flightwatch.home"), "docs/metrics.md");
    return new MetricsDocument(
        Files.readAllLines(page).stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .collect(
                Collectors.toMap(
                    row -> row.group(1), row -> new Row(row.group(2), labels(row.group(3))))));
  }

  /** Parses {@code `name`: `value`, `value`; `name`, `name`}, with text between them. */
  private static Map<String, Set<String>> labels(String cell) {
    Map<String, Set<String>> labelToValues = new LinkedHashMap<>();
    Arrays.stream(cell.split(";")).forEach(part -> add(part, labelToValues));
    return labelToValues;
  }

  private static void add(String part, Map<String, Set<String>> labelToValues) {
    List<String> words = CODE.matcher(part).results().map(found -> found.group(1)).toList();
    if (part.contains(":")) {
      boolean listed = !OPEN.matcher(part).find();
      labelToValues.put(
          words.get(0), listed ? Set.copyOf(words.subList(1, words.size())) : Set.of());
    } else {
      words.forEach(name -> labelToValues.put(name, Set.of()));
    }
  }
}
