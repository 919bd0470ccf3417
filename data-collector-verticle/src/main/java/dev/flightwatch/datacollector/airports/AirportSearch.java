package dev.flightwatch.datacollector.airports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Comparator.comparing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The search in the table of airports. It scans the {@link SearchText} of all rows. */
final class AirportSearch {
  private static final short AFTER_THE_HUBS = 1_000;

  private final AirportTable table;

  /** The file {@code search.txt}: a line per row, with a space before each word, the city first. */
  private final String words;

  private final int[] starts;

  /** The ranks of the hubs, then airports with an IATA code, then the others. */
  private final short[] ranks;

  /**
   * @param words in ASCII
   * @param hubs the ICAO codes of the hubs by their rank
   */
  AirportSearch(AirportTable table, byte[] words, List<String> hubs) {
    this.table = table;
    this.words = new String(words, ISO_8859_1);
    starts = AirportTable.lineStarts(words);
    ranks = new short[table.size()];
    for (int row = 0; row < ranks.length; row++) {
      ranks[row] = (short) (AFTER_THE_HUBS + (table.hasIata(row) ? 0 : 2));
    }
    short rank = 0;
    for (String hub : hubs) {
      ranks[table.rowOfIcao(hub)] = rank++;
    }
  }

  /** Returns the rows that match a query, the best first; see {@link AirportReference#search}. */
  IntStream find(String query, int limit) {
    String folded = SearchText.fold(query);
    if (folded.isEmpty()) {
      return IntStream.empty();
    }
    String code = folded.toUpperCase(Locale.ROOT);
    int exact = Math.max(table.rowOfIcao(code), table.rowOfIata(code));
    return matches(folded)
        .mapToLong(row -> (row == exact ? 0 : 1L + rank(row, folded)) << Integer.SIZE | row)
        .sorted()
        .limit(limit)
        .mapToInt(key -> (int) key);
  }

  private int rank(int row, String folded) {
    boolean inCity = ranks[row] < AFTER_THE_HUBS || words.startsWith(folded, starts[row] + 1);
    return inCity ? ranks[row] : ranks[row] + 1;
  }

  /** Returns the rows in which each word of the query begins a word. */
  private IntStream matches(String folded) {
    List<String> prefixes =
        Arrays.stream(folded.split(" "))
            .map(word -> ' ' + word)
            .sorted(comparing(String::length).reversed())
            .toList();
    IntStream.Builder rows = IntStream.builder();
    int row = 0;
    int found = words.indexOf(prefixes.get(0));
    while (found >= 0) {
      while (starts[row + 1] <= found) {
        row++;
      }
      if (hasAll(row, prefixes)) {
        rows.add(row);
      }
      found = words.indexOf(prefixes.get(0), starts[row + 1]);
    }
    return rows.build();
  }

  private boolean hasAll(int row, List<String> prefixes) {
    String own = prefixes.size() == 1 ? "" : words.substring(starts[row], starts[row + 1]);
    return prefixes.stream().skip(1).allMatch(own::contains);
  }
}
