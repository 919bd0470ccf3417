package dev.flightwatch.datacollector.flights;

import static dev.flightwatch.datacollector.flights.FlightStoreContract.NOON;
import static dev.flightwatch.datacollector.testing.TestFlights.mock;
import static dev.flightwatch.datacollector.testing.TestFlights.real;
import static dev.flightwatch.datacollector.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What any store of flights does when its flights are listed in pages. */
public interface FlightPageContract {
  List<Selection> MIXED =
      List.of(
          new Selection("LICC", Source.OPENSKY, Instant.EPOCH),
          new Selection("LIRF", Source.OPENSKY, Instant.EPOCH),
          new Selection("EDDF", Source.MOCK, NOON.minusSeconds(3)),
          new Selection("LFPG", Source.MOCK, Instant.EPOCH));

  /** An empty store; the same one for all calls of a test. */
  FlightStore store();

  /**
   * Five flights in each of four seconds for each airport, in no useful order; the answer is those
   * that {@link #MIXED} selects, as they are listed.
   */
  private List<String> filled() {
    List<Flight> selected = new ArrayList<>();
    List<String> airports = List.of("LICC", "LIRF", "EDDF", "LFPG");
    for (int i = 0; i < airports.size(); i++) {
      boolean mocks = i >= 2;
      List<Flight> flights = flights(i, mocks);
      await(store().save(airports.get(i), flights, NOON));
      long after = i == 2 ? NOON.minusSeconds(3).getEpochSecond() : 0;
      flights.stream().filter(f -> f.firstSeen() > after).forEach(selected::add);
    }
    await(store().save("LICC", List.of(mock("b99999", NOON)), NOON));
    await(store().save("LSZB", List.of(real("999999", NOON)), NOON));
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
  default void pagesShouldHoldEachFlightOnceNewestFirst(int limit) {
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
    assertThat(listed).isEqualTo(expected);
  }

  @Test
  default void totalShouldCountWhatAllPagesHold() {
    // given
    List<String> expected = filled();

    // when
    long total = await(store().total(MIXED));

    // then
    assertThat(expected).hasSize(75);
    assertThat(total).isEqualTo(75);
  }

  @Test
  default void pageShouldGoOnWhereItEndedWhenNewerFlightsHaveCome() {
    // given
    List<String> expected = filled();
    List<Flight> first = await(store().page(MIXED, Optional.empty(), 10));
    Flight last = first.get(9);
    await(store().save("LICC", List.of(real("ffffff", NOON.plusSeconds(9))), NOON));

    // when
    List<Flight> second =
        await(store().page(MIXED, Optional.of(new Cursor(0, last.firstSeen(), last.id())), 1_000));

    // then
    assertThat(ids(second)).isEqualTo(expected.subList(10, expected.size()));
  }

  @Test
  default void withRealFlightsShouldNameOnlyThoseOfTheAirportsAsked() {
    // given
    filled();

    // when
    List<String> real = await(store().withRealFlights(List.of("LIRF", "LICC", "EDDF", "KJFK")));

    // then
    assertThat(real).containsExactlyInAnyOrder("LICC", "LIRF");
  }
}
