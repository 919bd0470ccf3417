package dev.flightwatch.datacollector.flights;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.KJFK;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFlights.mock;
import static dev.flightwatch.datacollector.testing.TestFlights.real;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitFailure;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.FlightMessages.FlightPage;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
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

class FlightServiceTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final Duration ONE_DAY = Duration.ofDays(1);
  private static final Duration TWO_HOURS = Duration.ofHours(2);

  private final MemoryFlightStore flights = new MemoryFlightStore();
  private final MemoryFlightStore arrivals = new MemoryFlightStore(Direction.ARRIVAL);
  private final Map<AirportCode, Instant> readUntil = new HashMap<>();
  private final SettableClock clock = new SettableClock(NOON);
  private String version = "1";
  private final FlightService target = service(Direction.DEPARTURE);

  private FlightService service(Direction direction) {
    return new FlightService(
        direction, new FlightStores(flights, arrivals), this::readStates, clock);
  }

  private Future<Map<AirportCode, ReadState>> readStates(
      Direction direction, Collection<AirportCode> airports) {
    return Future.succeededFuture(
        airports.stream()
            .filter(readUntil::containsKey)
            .collect(toMap(a -> a, a -> new ReadState(readUntil.get(a), version))));
  }

  private void store(AirportCode airport, Flight... flights) {
    await(this.flights.save(airport, List.of(flights), NOON));
  }

  private static Instant minutesAgo(int minutes) {
    return NOON.minus(Duration.ofMinutes(minutes));
  }

  private FlightPage page(List<AirportCode> airports, int limit, Optional<Cursor> after) {
    return await(target.page(airports, limit, after));
  }

  private static List<String> aircraft(List<Flight> flights) {
    return flights.stream().map(Flight::icao24).toList();
  }

  @Test
  void lastShouldBeTheNewestRealFlightEvenWhenMockOnesAreNewer() {
    // given
    store(LICC, real("aaaaa0", minutesAgo(300)), real("aaaaa1", minutesAgo(200)));
    store(LICC, mock("b00000", minutesAgo(1)));
    readUntil.put(LICC, NOON);

    // then
    assertThat(await(target.last(LICC)).icao24()).isEqualTo("aaaaa1");
  }

  @Test
  void lastShouldBeAMockFlightOnlyWhenItsTimeWasNotReadSince() {
    // given
    store(LICC, mock("b00000", minutesAgo(30)));
    readUntil.put(LICC, minutesAgo(31));
    Flight unread = await(target.last(LICC));

    // when
    readUntil.put(LICC, minutesAgo(30));
    ServiceException failure = awaitFailure(target.last(LICC));

    // then
    assertThat(unread.source()).isEqualTo(Source.MOCK);
    assertThat(failure.kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(failure.code()).isEqualTo("no_flight");
    assertThat(awaitFailure(target.last(EDDF))).hasMessage("No flight from EDDF is known.");
  }

  @Test
  void queriesShouldBeAboutTheFlightsOfTheirDirection() {
    // given: a departure, and an arrival that landed an hour after it was first seen
    store(LICC, real("aaaaa0", minutesAgo(10)));
    await(arrivals.save(LICC, List.of(real("aaaaa1", minutesAgo(90))), NOON));
    Window halfHour = new Window(minutesAgo(30), NOON);

    // then
    FlightService landed = service(Direction.ARRIVAL);
    assertThat(await(landed.last(LICC)).icao24()).isEqualTo("aaaaa1");
    assertThat(await(landed.recent(LICC, Duration.ofMinutes(30))).count()).isEqualTo(1);
    assertThat(await(landed.recent(LICC, Duration.ofMinutes(29))).count()).isZero();
    assertThat(
            aircraft(
                await(landed.page(LICC, halfHour, 1, Optional.empty(), Optional.empty()))
                    .flights()))
        .containsExactly("aaaaa1");
    assertThat(aircraft(await(landed.page(List.of(LICC), 1, Optional.empty())).flights()))
        .containsExactly("aaaaa1");
    assertThat(
            aircraft(
                await(target.page(LICC, halfHour, 9, Optional.empty(), Optional.empty()))
                    .flights()))
        .containsExactly("aaaaa0");
    assertThat(awaitFailure(landed.last(EDDF))).hasMessage("No flight to EDDF is known.");
  }

  @Test
  void recentShouldCountTheLastDaysTimesTwentyFourHours() {
    // given
    store(
        LICC,
        real("aaaaa0", NOON.minus(Duration.ofDays(2)).minusSeconds(1)),
        real("aaaaa1", NOON.minus(Duration.ofDays(2))),
        real("aaaaa2", NOON),
        real("aaaaa3", NOON.plusSeconds(1)));

    // then
    assertThat(await(target.recent(LICC, Duration.ofDays(2))).count()).isEqualTo(2);
  }

  @Test
  void recentShouldUseMockFlightsOnlyWhenTheWindowHasNoRealOnes() {
    // given
    store(LICC, real("aaaaa0", NOON.minus(Duration.ofDays(3))), mock("b00000", minutesAgo(2)));

    // then
    assertThat(await(target.recent(LICC, ONE_DAY))).isEqualTo(new FlightCount(1, Source.MOCK));
    assertThat(await(target.recent(LICC, ONE_DAY.multipliedBy(3))))
        .isEqualTo(new FlightCount(1, Source.OPENSKY));
  }

  @Test
  void recentShouldExcludeMockFlightsInAWindowThatWasRead() {
    // given
    store(LICC, mock("b00000", minutesAgo(30)), mock("b00001", minutesAgo(29)));
    readUntil.put(LICC, minutesAgo(30));
    store(EDDF, mock("b00002", minutesAgo(30)));
    readUntil.put(EDDF, minutesAgo(5));

    // then
    assertThat(await(target.recent(LICC, ONE_DAY))).isEqualTo(new FlightCount(1, Source.MOCK));
    assertThat(await(target.recent(EDDF, ONE_DAY))).isEqualTo(FlightCount.NONE);
  }

  @Test
  void recentShouldCountTheFlightsOfOneSourceInTheSpan() {
    // given
    store(LICC, real("aaaaa0", minutesAgo(121)), real("aaaaa1", minutesAgo(120)));
    store(LICC, real("aaaaa2", minutesAgo(0)), mock("b00000", minutesAgo(3)));
    store(EDDF, real("aaaaa3", minutesAgo(121)), mock("b00001", minutesAgo(3)));

    // then
    assertThat(await(target.recent(LICC, TWO_HOURS))).isEqualTo(new FlightCount(2, Source.OPENSKY));
    assertThat(await(target.recent(EDDF, TWO_HOURS))).isEqualTo(new FlightCount(1, Source.MOCK));
    assertThat(await(target.recent(KJFK, TWO_HOURS))).isEqualTo(FlightCount.NONE);
  }

  @Test
  void pageShouldChooseASourceForEachAirport() {
    // given
    store(LICC, real("aaaaa0", minutesAgo(300)), mock("b00000", minutesAgo(1)));
    store(EDDF, mock("b00001", minutesAgo(2)), mock("b00002", minutesAgo(30)));
    store(LIRF, mock("b00003", minutesAgo(3)));
    readUntil.put(EDDF, minutesAgo(30));
    readUntil.put(LIRF, minutesAgo(3));

    // when
    FlightPage page = page(List.of(LICC, EDDF, LIRF, KJFK), 10, Optional.empty());

    // then
    assertThat(aircraft(page.flights())).containsExactly("b00001", "aaaaa0");
    assertThat(page.flights())
        .extracting(Flight::source)
        .containsExactly(Source.MOCK, Source.OPENSKY);
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.next()).isEmpty();
    assertThat(page(List.of(LICC, EDDF), 2, Optional.empty()).next()).isEmpty();
  }

  @Test
  void pageShouldCountAnAirportAgainOnlyWhenItWasCollectedOrAfterAMinute() {
    // given
    store(LICC, real("aaaaa0", minutesAgo(5)));
    store(EDDF, mock("b00000", minutesAgo(2)));
    readUntil.put(LICC, minutesAgo(5));
    readUntil.put(EDDF, minutesAgo(5));
    List<AirportCode> airports = List.of(LICC, EDDF);

    // then
    assertThat(totalOfFirstPage(airports)).isEqualTo(2);
    assertThat(totalOfFirstPage(airports)).isEqualTo(2);
    assertThat(flights.counted).hasSize(2);
    assertThat(flights.searched).containsExactly(LICC, EDDF, EDDF);
    store(LICC, real("aaaaa1", minutesAgo(1)));
    version = "2";
    assertThat(totalOfFirstPage(airports)).isEqualTo(3);
    assertThat(flights.counted).hasSize(4);
    clock.advance(Duration.ofMinutes(1));
    assertThat(totalOfFirstPage(airports)).isEqualTo(3);
    assertThat(flights.counted).hasSize(6);
    assertThat(flights.searched).containsExactly(LICC, EDDF, EDDF, EDDF, LICC, EDDF);
  }

  private long totalOfFirstPage(List<AirportCode> airports) {
    return page(airports, 10, Optional.empty()).total();
  }

  @Test
  void pageShouldCountAnAirportOnEachFirstPageWhenItWasNeverCollected() {
    // given
    store(LICC, real("aaaaa0", minutesAgo(5)));

    // then
    assertThat(totalOfFirstPage(List.of(LICC))).isEqualTo(1);
    store(LICC, real("aaaaa1", minutesAgo(4)));
    assertThat(totalOfFirstPage(List.of(LICC))).isEqualTo(2);
  }

  @Test
  void pageShouldShowMockFlightsAndCountAgainAfterTheRealOnesWereDeleted() {
    // given
    store(LICC, real("aaaaa0", minutesAgo(500)), mock("b00000", minutesAgo(2)));
    readUntil.put(LICC, minutesAgo(5));
    totalOfFirstPage(List.of(LICC));

    // when
    await(target.deleteBefore(minutesAgo(400)));

    // then
    FlightPage page = page(List.of(LICC), 10, Optional.empty());
    assertThat(aircraft(page.flights())).containsExactly("b00000");
    assertThat(page.total()).isEqualTo(1);
  }

  @Test
  void pageShouldHaveTheTotalOfTheFirstPage() {
    // given
    IntStream.range(0, 7)
        .forEach(i -> store(LICC, real(String.format("%06x", i), minutesAgo(i / 3))));

    // when
    List<String> listed = new ArrayList<>();
    List<Long> totals = new ArrayList<>();
    Optional<Cursor> cursor = Optional.empty();
    do {
      FlightPage page = page(List.of(LICC), 3, cursor);
      listed.addAll(aircraft(page.flights()));
      totals.add(page.total());
      cursor = page.next();
      store(LICC, real("ffffff", NOON.plusSeconds(totals.size())));
    } while (cursor.isPresent());

    // then
    assertThat(listed)
        .containsExactly("000002", "000001", "000000", "000005", "000004", "000003", "000006");
    assertThat(totals).containsExactly(7L, 7L, 7L);
  }
}
