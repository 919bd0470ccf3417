package dev.flightwatch.datacollector.flights;

import static dev.flightwatch.datacollector.testing.TestFlights.mock;
import static dev.flightwatch.datacollector.testing.TestFlights.real;
import static dev.flightwatch.datacollector.testing.Waiting.await;
import static dev.flightwatch.datacollector.testing.Waiting.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.FlightMessages.Average;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightPage;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlightServiceTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final AirportCode LICC = new AirportCode("LICC");
  private static final Duration TWO_HOURS = Duration.ofHours(2);

  private final MemoryFlightStore store = new MemoryFlightStore();
  private final Map<String, Instant> readUntil = new HashMap<>();
  private final FlightService target =
      new FlightService(store, this::readUntil, new SettableClock(NOON));

  private Future<Map<String, Instant>> readUntil(Collection<String> airports) {
    Map<String, Instant> found = new HashMap<>(readUntil);
    found.keySet().retainAll(airports);
    return Future.succeededFuture(found);
  }

  private void known(String airport, Flight... flights) {
    await(store.save(airport, List.of(flights), NOON));
  }

  private static Instant minutesAgo(int minutes) {
    return NOON.minus(Duration.ofMinutes(minutes));
  }

  private FlightPage page(List<String> airports, int limit, String cursor) {
    return await(target.page(airports, limit, Optional.ofNullable(cursor).map(Cursor::decode)));
  }

  private static List<String> aircraft(List<JsonObject> flights) {
    return flights.stream().map(flight -> flight.getString("icao24")).toList();
  }

  @Test
  void lastShouldBeTheNewestRealFlightEvenWhenMockOnesAreNewer() {
    // given
    known(
        "LICC",
        real("aaaaa0", minutesAgo(300)),
        real("aaaaa1", minutesAgo(200)),
        mock("b00000", minutesAgo(1)));
    readUntil.put("LICC", NOON);

    // then
    assertThat(await(target.last(LICC)).icao24()).isEqualTo("aaaaa1");
  }

  @Test
  void lastShouldFailWhenNoFlightIsKnown() {
    // when
    ServiceException failure = awaitFailure(target.last(LICC));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(failure.code()).isEqualTo("no_flight");
  }

  @Test
  void lastShouldBeAMockFlightWhenNothingWasReadSince() {
    // given
    known("LICC", mock("b00000", minutesAgo(30)));
    readUntil.put("LICC", minutesAgo(31));

    // then
    assertThat(await(target.last(LICC)).source()).isEqualTo(Source.MOCK);
  }

  @Test
  void lastShouldNotBeALateMockFlightOfAWindowThatWasRead() {
    // given
    known("LICC", mock("b00000", minutesAgo(30)));
    readUntil.put("LICC", minutesAgo(30));

    // then
    assertThat(awaitFailure(target.last(LICC)).kind()).isEqualTo(ErrorKind.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 0.33",
    "2, 3, 0.67",
    "1, 8, 0.13",
    "5, 5, 1.0",
    "7, 365, 0.02",
    "1, 365, 0.0",
    "201, 200, 1.01",
    "1, 1, 1.0"
  })
  void averageShouldDivideByAllDaysAndRoundToTwoDecimals(int flights, int days, double average) {
    // given
    known(
        "LICC",
        IntStream.range(0, flights)
            .mapToObj(i -> real(String.format("%06x", i), minutesAgo(i)))
            .toArray(Flight[]::new));

    // then
    assertThat(await(target.average(LICC, days)))
        .isEqualTo(new Average("LICC", average, Source.OPENSKY));
  }

  @Test
  void averageShouldCountTheLastDaysTimesTwentyFourHours() {
    // given
    known(
        "LICC",
        real("aaaaa0", NOON.minus(Duration.ofDays(2)).minusSeconds(1)),
        real("aaaaa1", NOON.minus(Duration.ofDays(2))),
        real("aaaaa2", NOON),
        real("aaaaa3", NOON.plusSeconds(1)));

    // then
    assertThat(await(target.average(LICC, 2)).average()).isEqualTo(1.0);
  }

  @Test
  void averageShouldUseRealFlightsAloneWhenThereAreAnyInTheWindow() {
    // given
    known("LICC", real("aaaaa0", minutesAgo(90)), mock("b00000", minutesAgo(2)));
    known("LICC", mock("b00001", minutesAgo(1)));

    // then
    assertThat(await(target.average(LICC, 1))).isEqualTo(new Average("LICC", 1.0, Source.OPENSKY));
  }

  @Test
  void averageShouldUseMockFlightsWhenNoRealOnesAreInTheWindow() {
    // given
    known("LICC", real("aaaaa0", NOON.minus(Duration.ofDays(3))), mock("b00000", minutesAgo(2)));

    // then
    assertThat(await(target.average(LICC, 1))).isEqualTo(new Average("LICC", 1.0, Source.MOCK));
    assertThat(await(target.average(LICC, 3)).source()).isEqualTo(Source.OPENSKY);
  }

  @Test
  void averageShouldLeaveOutMockFlightsOfAWindowThatWasRead() {
    // given
    known("LICC", mock("b00000", minutesAgo(30)), mock("b00001", minutesAgo(29)));
    readUntil.put("LICC", minutesAgo(30));
    known("EDDF", mock("b00002", minutesAgo(30)));
    readUntil.put("EDDF", minutesAgo(5));

    // then
    assertThat(await(target.average(LICC, 1))).isEqualTo(new Average("LICC", 1.0, Source.MOCK));
    assertThat(await(target.average(new AirportCode("EDDF"), 1)))
        .isEqualTo(new Average("EDDF", 0.0, null));
  }

  @Test
  void averageShouldHaveNoSourceWhenThereIsNoFlight() {
    assertThat(await(target.average(LICC, 7))).isEqualTo(new Average("LICC", 0.0, null));
  }

  @Test
  void recentShouldCountOneSourceOfTheSpan() {
    // given
    known(
        "LICC",
        real("aaaaa0", minutesAgo(121)),
        real("aaaaa1", minutesAgo(120)),
        real("aaaaa2", minutesAgo(0)),
        mock("b00000", minutesAgo(3)));
    known("EDDF", real("aaaaa3", minutesAgo(121)), mock("b00001", minutesAgo(3)));

    // then
    assertThat(await(target.recent(LICC, TWO_HOURS))).isEqualTo(new FlightCount(2, Source.OPENSKY));
    assertThat(await(target.recent(new AirportCode("EDDF"), TWO_HOURS)))
        .isEqualTo(new FlightCount(1, Source.MOCK));
    assertThat(await(target.recent(new AirportCode("KJFK"), TWO_HOURS)))
        .isEqualTo(FlightCount.NONE);
  }

  @Test
  void pageShouldChooseASourceForEachAirport() {
    // given
    known("LICC", real("aaaaa0", minutesAgo(300)), mock("b00000", minutesAgo(1)));
    known("EDDF", mock("b00001", minutesAgo(2)), mock("b00002", minutesAgo(30)));
    known("LIRF", mock("b00003", minutesAgo(3)));
    readUntil.put("EDDF", minutesAgo(30));
    readUntil.put("LIRF", minutesAgo(3));

    // when
    FlightPage page = page(List.of("LICC", "EDDF", "LIRF", "KJFK"), 10, null);

    // then
    assertThat(aircraft(page.flights())).containsExactly("b00001", "aaaaa0");
    assertThat(page.flights())
        .extracting(flight -> flight.getString("source"))
        .containsExactly("mock", "opensky");
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.next()).isNull();
  }

  @Test
  void pageShouldCarryTheTotalOfTheFirstOne() {
    // given
    IntStream.range(0, 7)
        .forEach(i -> known("LICC", real(String.format("%06x", i), minutesAgo(i / 3))));

    // when
    List<String> listed = new ArrayList<>();
    List<Long> totals = new ArrayList<>();
    String cursor = null;
    do {
      FlightPage page = page(List.of("LICC"), 3, cursor);
      listed.addAll(aircraft(page.flights()));
      totals.add(page.total());
      cursor = page.next();
      known("LICC", real("ffffff", NOON.plusSeconds(totals.size())));
    } while (cursor != null);

    // then
    assertThat(listed)
        .containsExactly("000002", "000001", "000000", "000005", "000004", "000003", "000006");
    assertThat(totals).containsExactly(7L, 7L, 7L);
  }

  @Test
  void pageShouldHaveNoNextWhenItsLastFlightIsTheLastOfAll() {
    // given
    known("LICC", real("aaaaa0", minutesAgo(1)), real("aaaaa1", minutesAgo(2)));

    // then
    assertThat(page(List.of("LICC"), 2, null).next()).isNull();
    assertThat(page(List.of("LICC"), 1, null).next()).isNotNull();
  }

  @Test
  void pageShouldBeEmptyWhenNoAirportIsFollowed() {
    assertThat(page(List.of(), 10, null)).isEqualTo(new FlightPage(0, List.of(), null));
  }
}
