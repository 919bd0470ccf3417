package dev.flightwatch.datacollector.airports;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.flightwatch.datacollector.flights.AirportCode;
import java.lang.management.ManagementFactory;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AirportReferenceTest {
  private static final int BYTES = 5 * 1024 * 1024;

  /** What a load and a search may allocate: their time depends on what else the machine does. */
  private static final long LOAD_BYTES = 8_000_000;

  private static final long SEARCH_BYTES = 40_000;

  private final AirportReference target = AirportReference.get();

  private static List<String[]> rows(String file) {
    return AirportReference.lines(file).stream().map(line -> line.split("\t", -1)).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Cities and names, by the beginning of any word.
        "catania|LICC",
        "CATAN|LICC",
        "fontanarossa|LICC",
        "  catania  airport |LICC",
        "heathrow|EGLL",
        "adolfo suarez|",
        "atania|",
        "catania rome|",
        "zzzz|",
        "***|",
        // Exactly this code comes first.
        "CTA|LICC",
        "cta|LICC",
        "LICC|LICC",
        "licc|LICC",
        "lic|KLIC,MMMX,LICC,LICJ",
        "san|KSAN,KSFO",
        "ORD|KORD",
        // Aliases, accents, and letters that have no accent.
        "munchen|EDDM,EDMO",
        "München|EDDM,EDMO",
        "muenchen|EDDM",
        "monaco di baviera|EDDM",
        "köln|EDDK",
        "KÖLN|EDDK",
        "koeln|EDDK",
        "wien|LOWW",
        "zürich|LSZH",
        "düsseldorf|EDDL",
        "ıstanbul|LTFM,LTFJ",
        "İSTANBUL|LTFM,LTFJ",
        "kraków|EPKK",
        "roma|LIRF,LIRA",
        "þórshöfn|BITN",
        "thorshofn|BITN",
        "o'hare|KORD",
        "ＬＩＣＣ|LICC",
        // The hubs by their rank, then airports with an IATA code, then the others.
        "paris|LFPG,LFPO,KPHT,KPRX",
        "new york|KJFK,KEWR,KLGA,K6N7,KISP",
        "york new|KJFK,KEWR,KLGA",
        "milano|LIMC,LIML,LIME",
        "london|EGLL,EGKK,EGSS,EGGW,CYXU",
        "international|KATL,OMDB"
      })
  void searchShouldFindTheAirportsInTheirOrder(String query, String first) {
    List<String> expected = first == null ? List.of() : List.of(first.split(","));

    List<String> found = target.search(query, 50).stream().map(Airport::icao).toList();

    assertThat(found).startsWith(expected.toArray(String[]::new));
    assertThat(found.isEmpty()).isEqualTo(expected.isEmpty());
    assertThat(found).doesNotHaveDuplicates();
    assertThat(target.search(query, 1))
        .isEqualTo(target.search(query, 50).stream().limit(1).toList());
  }

  @Test
  void searchShouldCompareLettersWithoutAnAccent() {
    assertThat(SearchText.fold(" Straße-Łódź  (Ærø, Ğır'a) ẞ™ "))
        .isEqualTo("strasse lodz aero gira sstm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"catania", "munchen", "köln", "new york", "CTA", "LICC", "lic"})
  void searchShouldDoLittleWork(String query) {
    assertAllocatesLessThan(SEARCH_BYTES, () -> target.search(query, 10));
  }

  private static void assertAllocatesLessThan(long bytes, Supplier<?> work) {
    work.get();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.get();
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(bytes);
  }

  @Test
  void loadShouldDoLittleWorkAndBeSmall() {
    // given
    assertAllocatesLessThan(LOAD_BYTES, AirportReference::load);
    long before = usedBytes();

    // when
    AirportReference loaded = AirportReference.load();

    // then
    assertThat(usedBytes() - before).isLessThan(BYTES);
    assertThat(loaded.icaoOf("CTA")).contains("LICC");
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void everyRowShouldBeValidAndFound() {
    List<String[]> rows = rows("airports.tsv");
    Map<String, String> iataToIcao = new HashMap<>();

    assertThat(rows).hasSize(17_420).isSortedAccordingTo((a, b) -> a[0].compareTo(b[0]));
    assertThat(rows)
        .allSatisfy(
            row -> {
              Airport airport = target.find(row[0]).orElseThrow();
              assertThat(new AirportCode(row[0]).value()).hasSize(4);
              assertThat(airport.icao()).isEqualTo(row[0]);
              assertThat(airport.name()).isEqualTo(row[2].strip()).isNotEmpty();
              assertThat(row[2] + row[3]).doesNotContain("construction", "?", "<", "http", "  ");
              assertThat(airport.country()).matches("[A-Z]{2}");
              assertThat(airport.latitude()).isBetween(-90.0, 90.0);
              assertThat(airport.longitude()).isBetween(-180.0, 180.0);
              assertThat(ZoneId.getAvailableZoneIds()).contains(airport.timezone().getId());
              airport.iata().ifPresent(iata -> assertThat(iata).matches("[A-Z]{3}"));
              airport
                  .iata()
                  .ifPresent(
                      iata -> assertThat(iataToIcao.put(iata, row[0])).as("duplicate").isNull());
            });
    assertThat(iataToIcao)
        .hasSize(7_932)
        .allSatisfy((iata, icao) -> assertThat(target.icaoOf(iata)).contains(icao));
  }

  /** A change of the table or of the hubs needs another run of {@code tools/airports}. */
  @Test
  void searchTextShouldBeThatOfTheTableAndTheHubs() {
    Map<String, String> aliases = new HashMap<>();
    rows("hubs.tsv").forEach(hub -> assertThat(aliases.put(hub[0], hub[1])).isNull());

    List<String> expected =
        rows("airports.tsv").stream()
            .map(row -> List.of(row[3], row[2], row[0], row[1], aliases.getOrDefault(row[0], "")))
            .map(columns -> " " + SearchText.fold(String.join(" ", columns)))
            .toList();

    assertThat(AirportReference.lines("search.txt")).isEqualTo(expected);
    assertThat(aliases).hasSizeGreaterThan(150);
    assertThat(aliases.keySet()).allSatisfy(hub -> assertThat(target.find(hub)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CT", "QQQ", "cta", "CTAX", "LICC", "C1A", "ÀTA", "ZZZZ", "0000"})
  void codesThatAreNotInTheTableShouldNotBeFound(String code) {
    assertThat(target.icaoOf(code)).isEmpty();
    assertThat(target.find(code).map(Airport::icao))
        .isEqualTo(code.equals("LICC") ? Optional.of("LICC") : Optional.empty());
  }
}
