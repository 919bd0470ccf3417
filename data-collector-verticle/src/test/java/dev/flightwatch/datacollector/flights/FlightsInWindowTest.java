package dev.flightwatch.datacollector.flights;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.KJFK;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFlights.mock;
import static dev.flightwatch.datacollector.testing.TestFlights.real;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.FlightMessages.FlightPage;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of an airport's flights in a window of time. */
class FlightsInWindowTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private final MemoryFlightStore flights = new MemoryFlightStore();
  private final Map<AirportCode, ReadState> states = new HashMap<>();
  private final FlightService target =
      new FlightService(
          Direction.DEPARTURE,
          new FlightStores(flights, new MemoryFlightStore(Direction.ARRIVAL)),
          (direction, airports) -> Future.succeededFuture(states),
          Clock.fixed(NOON, ZoneOffset.UTC));

  private void store(AirportCode airport, Flight... flights) {
    await(this.flights.save(airport, List.of(flights), NOON));
  }

  private static Instant minutesAgo(int minutes) {
    return NOON.minus(Duration.ofMinutes(minutes));
  }

  private static List<String> aircraft(List<Flight> flights) {
    return flights.stream().map(Flight::icao24).toList();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "600, 1200, aaaaa2 aaaaa1",
        "601, 1199, NONE",
        "600, 600, aaaaa1",
        "1200, 1200, aaaaa2",
        "0, 598, NONE",
        "0, 599, aaaaa0",
        "1201, 9999, aaaaa3"
      },
      nullValues = "NONE")
  void pageOfAWindowShouldIncludeBothEnds(int from, int to, String expected) {
    // given: flights at these seconds
    store(LICC, real("aaaaa0", NOON.plusSeconds(599)), real("aaaaa1", NOON.plusSeconds(600)));
    store(LICC, real("aaaaa2", NOON.plusSeconds(1200)), real("aaaaa3", NOON.plusSeconds(1201)));
    Window window = new Window(NOON.plusSeconds(from), NOON.plusSeconds(to));

    // when
    FlightPage page = await(target.page(LICC, window, 10, Optional.empty(), Optional.empty()));

    // then
    assertThat(aircraft(page.flights()))
        .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
    assertThat(page.next()).isEmpty();
  }

  @Test
  void pageOfAWindowShouldShowMockFlightsOnlyWithoutRealOnesAndAfterTheLastRead() {
    // given
    store(LICC, real("aaaaa0", minutesAgo(300)), mock("b00000", minutesAgo(1)));
    store(EDDF, mock("b00001", minutesAgo(2)), mock("b00002", minutesAgo(30)));
    states.put(EDDF, new ReadState(minutesAgo(30), "1"));
    Window hour = new Window(minutesAgo(60), NOON);

    // then
    assertThat(await(target.page(LICC, hour, 10, Optional.empty(), Optional.empty())).flights())
        .isEmpty();
    assertThat(
            aircraft(
                await(target.page(EDDF, hour, 10, Optional.empty(), Optional.empty())).flights()))
        .containsExactly("b00001");
    assertThat(await(target.page(KJFK, hour, 10, Optional.empty(), Optional.empty())))
        .isEqualTo(new FlightPage(0, List.of(), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      value = {"OPENSKY, aaaaa0, NONE", "MOCK, b00000, b00001", "NONE, aaaaa0, b00001"},
      nullValues = "NONE")
  void pageOfAWindowShouldBeOfTheGivenSource(Source source, String ofReal, String ofMock) {
    // given
    store(LICC, real("aaaaa0", minutesAgo(20)), mock("b00000", minutesAgo(1)));
    store(EDDF, mock("b00001", minutesAgo(2)), mock("b00002", minutesAgo(30)));
    states.put(EDDF, new ReadState(minutesAgo(30), "1"));
    Window hour = new Window(minutesAgo(60), NOON);
    Optional<Source> given = Optional.ofNullable(source);

    // when
    FlightPage real = await(target.page(LICC, hour, 10, Optional.empty(), given));
    FlightPage mock = await(target.page(EDDF, hour, 10, Optional.empty(), given));

    // then
    assertThat(aircraft(real.flights())).containsExactly(ofReal);
    assertThat(aircraft(mock.flights())).isEqualTo(ofMock == null ? List.of() : List.of(ofMock));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8})
  void pagesOfAWindowShouldHaveEachFlightOnce(int limit) {
    // given: several flights in the same second
    IntStream.range(0, 7)
        .forEach(i -> store(LICC, real(String.format("%06x", i), minutesAgo(i / 3))));
    Window window = new Window(minutesAgo(2), NOON);

    // when
    List<String> listed = new ArrayList<>();
    Optional<Cursor> cursor = Optional.empty();
    do {
      FlightPage page = await(target.page(LICC, window, limit, cursor, Optional.empty()));
      assertThat(page.flights()).hasSizeBetween(1, limit);
      listed.addAll(aircraft(page.flights()));
      cursor = page.next();
    } while (cursor.isPresent());

    // then
    assertThat(listed)
        .containsExactly("000002", "000001", "000000", "000005", "000004", "000003", "000006");
  }
}
