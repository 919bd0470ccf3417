package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.coverage.DayCounts.Ranked;
import dev.flightwatch.datacollector.coverage.Quarters;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The numbers of a day as texts, which are decoded in a fraction of the time of the lists: {@code
 * {run, quarters: "0 2 5", airports: "LIRF 3 - 1", airlines: "RYR 4"}}; the code {@code -} is one
 * that is not known. The previous version writes only the lists, so the texts are those of the
 * document only while both have the same {@code run}.
 */
final class CompactCounts {
  static final String FIELD = "compact";
  static final String QUARTERS = FIELD + ".quarters";
  static final String RUN = FIELD + ".run";

  private static final String UNKNOWN = "-";
  private static final char SEPARATOR = ' ';

  private CompactCounts() {}

  /** Returns the texts; null if a code is not one of letters and digits, as OpenSky's are. */
  static JsonObject of(DayCounts counts) {
    return Stream.of(counts.airports(), counts.airlines())
            .flatMap(List::stream)
            .allMatch(CompactCounts::isPlain)
        ? JsonObject.of("run", counts.run().toEpochMilli())
            .put("quarters", joined(counts.quarters().stream().map(String::valueOf)))
            .put("airports", text(counts.airports()))
            .put("airlines", text(counts.airlines()))
        : null;
  }

  private static boolean isPlain(Ranked row) {
    return row.code() == null || row.code().matches("[A-Za-z0-9]+");
  }

  private static String text(List<Ranked> rows) {
    return joined(
        rows.stream()
            .map(row -> (row.code() == null ? UNKNOWN : row.code()) + SEPARATOR + row.flights()));
  }

  private static String joined(Stream<String> parts) {
    return parts.collect(Collectors.joining(String.valueOf(SEPARATOR)));
  }

  /** Returns the texts of a document; empty if it has none of its run. */
  static Optional<JsonObject> in(JsonObject document) {
    return Optional.ofNullable(document.getJsonObject(FIELD))
        .filter(texts -> texts.getLong("run").equals(document.getLong("run")));
  }

  static List<Integer> quarters(JsonObject texts) {
    String text = texts.getString("quarters");
    List<Integer> quarters = new ArrayList<>(Quarters.A_DAY);
    for (int begin = 0; begin < text.length(); ) {
      int end = endOf(text, begin);
      quarters.add(Integer.parseInt(text, begin, end, 10));
      begin = end + 1;
    }
    return quarters;
  }

  /** Returns the rows of a text; none if it was not read. */
  static List<Ranked> ranked(JsonObject texts, String field) {
    String text = texts.getString(field, "");
    List<Ranked> rows = new ArrayList<>();
    for (int begin = 0; begin < text.length(); ) {
      int endOfCode = endOf(text, begin);
      int end = endOf(text, endOfCode + 1);
      String code = text.substring(begin, endOfCode);
      rows.add(
          new Ranked(
              code.equals(UNKNOWN) ? null : code, Integer.parseInt(text, endOfCode + 1, end, 10)));
      begin = end + 1;
    }
    return rows;
  }

  private static int endOf(String text, int begin) {
    int separator = text.indexOf(SEPARATOR, begin);
    return separator < 0 ? text.length() : separator;
  }
}
