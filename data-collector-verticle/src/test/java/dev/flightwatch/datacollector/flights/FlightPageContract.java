package dev.flightwatch.datacollector.flights;

import static dev.flightwatch.datacollector.flights.FlightStoreContract.NOON;
import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.KJFK;
import static dev.flightwatch.datacollector.testing.TestAirports.LFPG;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestAirports.LSZB;
import static dev.flightwatch.datacollector.testing.TestFlights.mock;
import static dev.flightwatch.datacollector.testing.TestFlights.real;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of every {@link FlightStore}: pages. */
public interface FlightPageContract {
  List<Selection> MIXED =
      List.of(
          new Selection(LICC, Source.OPENSKY, Instant.EPOCH),
          new Selection(LIRF, Source.OPENSKY, Instant.EPOCH),
          new Selection(EDDF, Source.MOCK, NOON.minusSeconds(3)),
          new Selection(LFPG, Source.MOCK, Instant.EPOCH));

  /** Returns an empty store, the same one throughout a test. */
  FlightStore store();

  /**
   * Stores five flights in each of four seconds for each airport, in no particular order. Returns
   * those that {@link #MIXED} selects, in the order of the pages.
   */
  private List<String> filled() {
    List<Flight> selected = new ArrayList<>();
    List<AirportCode> airports = List.of(LICC, LIRF, EDDF, LFPG);
    for (int i = 0; i < airports.size(); i++) {
      boolean mocks = i >= 2;
      List<Flight> flights = flights(i, mocks);
      await(store().save(airports.get(i), flights, NOON));
      long after = i == 2 ? NOON.minusSeconds(3).getEpochSecond() : 0;
      flights.stream().filter(f -> f.firstSeen() > after).forEach(selected::add);
    }
    await(store().save(LICC, List.of(mock("b99999", NOON)), NOON));
    await(store().save(LSZB, List.of(real("999999", NOON)), NOON));
    return ids(
        selected.stream()
            .sorted(
                Comparator.comparingLong(Flight::firstSeen).thenComparing(Flight::id).reversed())
            .toList());
  }

  private static List<Flight> flights(int airport, boolean mocks) {
    return IntStream.range(0, 20)
        .mapToObj(
            i -> {
              String icao24 =
                  String.format("%s%04x", mocks ? "b0" : "a0", i * 7 % 20 * 4 + airport);
              Instant firstSeen = NOON.minusSeconds(i % 4);
              return mocks ? mock(icao24, firstSeen) : real(icao24, firstSeen);
            })
        .toList();
  }

  private static List<String> ids(List<Flight> flights) {
    return flights.stream().map(Flight::id).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 64, 100})
  default void pagesShouldContainEachFlightOnceNewestFirst(int limit) {
    // given
    List<String> expected = filled();

    // when
    List<String> listed = new ArrayList<>();
    Optional<Cursor> cursor = Optional.empty();
    List<Flight> page = await(store().page(MIXED, cursor, limit));
    while (!page.isEmpty() && listed.size() <= expected.size()) {
      assertThat(page).hasSizeLessThanOrEqualTo(limit);
      listed.addAll(ids(page));
      Flight last = page.get(page.size() - 1);
      cursor = Optional.of(new Cursor(0, last.firstSeen(), last.id()));
      page = await(store().page(MIXED, cursor, limit));
    }

    // then
    assertThat(listed).hasSize(75).isEqualTo(expected);
    assertThat(await(store().totals(MIXED)))
        .isEqualTo(Map.of(LICC, 20L, LIRF, 20L, EDDF, 15L, LFPG, 20L));
  }

  @Test
  default void pageShouldContinueAtTheCursorWhenNewerFlightsWereStored() {
    // given
    List<String> expected = filled();
    List<Flight> first = await(store().page(MIXED, Optional.empty(), 10));
    Flight last = first.get(9);
    await(store().save(LICC, List.of(real("ffffff", NOON.plusSeconds(9))), NOON));

    // when
    List<Flight> second =
        await(store().page(MIXED, Optional.of(new Cursor(0, last.firstSeen(), last.id())), 1_000));

    // then
    assertThat(ids(second)).isEqualTo(expected.subList(10, expected.size()));
  }

  @Test
  default void queriesShouldCombineMoreThanTwoHundredAirports() {
    // given: the flights of neighbours in the list are far apart in time
    List<AirportCode> airports =
        IntStream.range(0, 450).mapToObj(i -> new AirportCode(String.format("%04d", i))).toList();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 450; i += 9) {
      Flight flight = real(String.format("%06x", i), NOON.minusSeconds(i * 7919 % 450));
      await(store().save(airports.get(i), List.of(flight), NOON));
      expected.add(String.format("%010d %s", flight.firstSeen(), flight.id()));
    }
    expected.sort(Comparator.reverseOrder());
    List<Selection> all =
        airports.stream().map(a -> new Selection(a, Source.OPENSKY, Instant.EPOCH)).toList();

    // when
    List<Flight> first = await(store().page(all, Optional.empty(), 20));
    Cursor cursor = new Cursor(50, first.get(19).firstSeen(), first.get(19).id());
    List<Flight> rest = await(store().page(all, Optional.of(cursor), 100));

    // then
    assertThat(Stream.concat(first.stream(), rest.stream()))
        .extracting(flight -> String.format("%010d %s", flight.firstSeen(), flight.id()))
        .isEqualTo(expected);
    assertThat(first).hasSize(20);
    assertThat(await(store().totals(all))).hasSize(50).containsEntry(airports.get(441), 1L);
    assertThat(await(store().withRealFlights(airports))).hasSize(50);
  }

  @Test
  default void withRealFlightsShouldContainOnlyRequestedAirports() {
    // given
    filled();

    // when
    List<AirportCode> real = await(store().withRealFlights(List.of(LIRF, LICC, EDDF, KJFK)));

    // then
    assertThat(real).containsExactlyInAnyOrder(LICC, LIRF);
  }
}
