package dev.flightwatch.datacollector.statistics;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.coverage.DayCounts.Ranked;
import dev.flightwatch.datacollector.coverage.Ratio;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A ranking of airports or airlines over several days. */
final class Ranking {
  private static final int ROWS = 10;
  private static final int DECIMALS = 4;

  private final Map<String, Integer> codeToFlights = new HashMap<>();
  private final int unknown;
  private final int all;

  /**
   * @param rows the numbers of a day
   */
  Ranking(List<DayCounts> days, Function<DayCounts, List<Ranked>> rows) {
    days.stream()
        .map(rows)
        .flatMap(List::stream)
        .forEach(row -> codeToFlights.merge(row.code(), row.flights(), Integer::sum));
    all = sum();
    Integer ofNoCode = codeToFlights.remove(null);
    unknown = ofNoCode == null ? 0 : ofNoCode;
  }

  private int sum() {
    return codeToFlights.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Returns the rows with the most flights, at most ten, of equals in the order of their codes;
   * then, where there are such flights, the unknown ones and all others.
   *
   * @param name the name of a code; null when there is none
   */
  List<RankedShare> top(Function<String, String> name) {
    List<RankedShare> rows = new ArrayList<>();
    codeToFlights.entrySet().stream()
        .sorted(
            comparing(Map.Entry<String, Integer>::getValue)
                .reversed()
                .thenComparing(Map.Entry::getKey, naturalOrder()))
        .limit(ROWS)
        .forEach(row -> add(rows, row.getKey(), name.apply(row.getKey()), row.getValue()));
    int listed = rows.stream().mapToInt(RankedShare::flights).sum();
    add(rows, null, null, unknown);
    add(rows, RankedShare.OTHER, null, all - listed - unknown);
    return rows;
  }

  private void add(List<RankedShare> rows, String code, String name, int flights) {
    if (flights > 0) {
      rows.add(new RankedShare(code, name, flights, Ratio.rounded(flights, all, DECIMALS)));
    }
  }
}
