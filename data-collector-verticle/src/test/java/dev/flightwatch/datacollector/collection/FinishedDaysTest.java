package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.collection.CollectionRig.PERIOD;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFlights.mock;
import static dev.flightwatch.datacollector.testing.TestFlights.real;
import static dev.flightwatch.datacollector.testing.TestFlights.row;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsCollected;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.opensky.DepartureQuery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The second read of finished UTC days. */
class FinishedDaysTest {
  private static final Instant YESTERDAY_NOON = Instant.parse("2026-03-09T12:00:00Z");

  private final CollectionRig rig = new CollectionRig();

  @AfterEach
  void close() {
    rig.close();
  }

  /** Stores an airport that was first followed, and last read, at this time. */
  private void followedSince(String instant) {
    Instant then = Instant.parse(instant);
    Lease lease = new Lease(LICC, "a", then);
    await(rig.collections.claim(lease, then, then));
    await(
        rig.collections.advance(
            lease.released(),
            CollectionProgress.begun(then).withNextDue(then).afterLiveRead(then, then)));
  }

  private void nextPeriod() {
    rig.clock.advance(PERIOD);
    rig.due();
  }

  /** Returns the days that were queried; live reads end now and not with a day. */
  private List<String> daysQueried() {
    return rig.source.queries.stream()
        .filter(FinishedDaysTest::isOfDay)
        .map(query -> query.begin().toString().substring(0, 10))
        .toList();
  }

  private static boolean isOfDay(DepartureQuery query) {
    return query.end().toString().endsWith("T23:59:59Z");
  }

  /** Sets the flights of a finished day; live reads return none. */
  private void dayLists(JsonObject... flights) {
    rig.source.script(
        query -> isOfDay(query) ? ScriptedSource.read(flights) : ScriptedSource.read());
  }

  private static Flight[] flights(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> real(String.format("%06x", i), YESTERDAY_NOON))
        .toArray(Flight[]::new);
  }

  private static JsonObject[] rows(int first, int count) {
    return Stream.of(flights(first, count)).map(Flight::data).toArray(JsonObject[]::new);
  }

  private void store(Flight... flights) {
    await(rig.flights.save(LICC, List.of(flights), YESTERDAY_NOON.plusSeconds(600)));
  }

  @Test
  void dayShouldBeReadOnceAfterFourOClock() {
    // given
    followedSince("2026-03-09T12:00:00Z");
    rig.clock.set("2026-03-10T03:49:59Z");

    // when
    nextPeriod();
    List<String> beforeFour = daysQueried();
    nextPeriod();
    nextPeriod();

    // then
    assertThat(beforeFour).isEmpty();
    assertThat(rig.source.queries.stream().filter(FinishedDaysTest::isOfDay))
        .singleElement()
        .isEqualTo(
            new DepartureQuery(
                LICC,
                Instant.parse("2026-03-09T00:00:00Z"),
                Instant.parse("2026-03-09T23:59:59Z"),
                CollectionRig.TIMES.call()));
    assertThat(rig.progress(LICC).daysRead()).containsExactly(LocalDate.parse("2026-03-09"));
  }

  @Test
  void daysShouldBeReadOnePerPeriodTheOldestOfTheLastSevenFirst() {
    // given
    followedSince("2026-02-01T12:00:00Z");

    // when
    IntStream.range(0, 9).forEach(i -> nextPeriod());

    // then
    assertThat(daysQueried())
        .containsExactly(
            "2026-03-03",
            "2026-03-04",
            "2026-03-05",
            "2026-03-06",
            "2026-03-07",
            "2026-03-08",
            "2026-03-09");
  }

  @Test
  void dayShouldBeReadAgainWithoutMockFlightsWhenItCouldNotBeRead() {
    // given
    followedSince("2026-03-09T12:00:00Z");
    rig.source.script(query -> isOfDay(query) ? ScriptedSource.notRead() : ScriptedSource.read());

    // when
    nextPeriod();
    nextPeriod();
    dayLists(rows(0, 1));
    nextPeriod();

    // then
    assertThat(daysQueried()).containsExactly("2026-03-09", "2026-03-09", "2026-03-09");
    assertThat(rig.stored(Source.MOCK)).isEmpty();
    assertThat(rig.storedAircraft()).hasSize(1);
  }

  @Test
  void dayShouldDeleteItsFlightsThatAreNoLongerListed() {
    // given
    followedSince("2026-03-09T12:00:00Z");
    store(flights(0, 4));
    store(real("aaaaaa", YESTERDAY_NOON.minusSeconds(86_400)));
    store(real("bbbbbb", Instant.parse("2026-03-10T00:00:00Z")));
    dayLists(rows(2, 3));

    // when
    nextPeriod();

    // then
    assertThat(rig.storedAircraft())
        .containsExactlyInAnyOrder("000002", "000003", "000004", "aaaaaa", "bbbbbb");
  }

  @Test
  void dayShouldDeleteAtMostHalfOfItsFlights() {
    // given
    followedSince("2026-03-09T12:00:00Z");
    store(flights(0, 4));
    dayLists(rows(0, 2));

    // when
    nextPeriod();

    // then
    assertThat(rig.storedAircraft()).containsExactlyInAnyOrder("000000", "000001");
  }

  @Test
  void dayShouldDeleteNothingAndCountAsReadWhenFewerThanHalfAreListed() {
    // given
    followedSince("2026-03-09T12:00:00Z");
    store(flights(0, 5));
    dayLists(rows(0, 2));

    // when
    nextPeriod();
    nextPeriod();

    // then
    assertThat(rig.storedAircraft()).hasSize(5);
    assertThat(daysQueried()).hasSize(1);
    assertThat(rig.progress(LICC).daysRead()).containsExactly(LocalDate.parse("2026-03-09"));
  }

  @Test
  void dayShouldDeleteNothingWhenNoFlightIsListed() {
    // given
    followedSince("2026-03-09T12:00:00Z");
    store(flights(0, 1));
    dayLists();

    // when
    nextPeriod();

    // then
    assertThat(rig.storedAircraft()).hasSize(1);
  }

  @Test
  void dayShouldDeleteTheMockFlightsUpToItsEnd() {
    // given
    followedSince("2026-03-09T12:00:00Z");
    store(
        mock("b00000", YESTERDAY_NOON),
        mock("b00001", Instant.parse("2026-03-09T23:59:59Z")),
        mock("b00002", Instant.parse("2026-03-10T00:00:00Z")));
    rig.source.script(
        query ->
            isOfDay(query)
                ? ScriptedSource.read(row("4ca8e5", YESTERDAY_NOON))
                : ScriptedSource.notRead());

    // when
    nextPeriod();

    // then
    assertThat(rig.stored(Source.MOCK))
        .extracting(Flight::icao24)
        .contains("b00002")
        .doesNotContain("b00000", "b00001");
    assertThat(rig.progress(LICC).readUntil()).contains(Instant.parse("2026-03-09T23:59:59Z"));
  }

  @Test
  void dayShouldBePublishedAfterItsMockFlightsAreDeleted() {
    // given
    followedSince("2026-03-09T12:00:00Z");
    store(mock("b00000", YESTERDAY_NOON));
    rig.source.script(
        query ->
            isOfDay(query)
                ? ScriptedSource.read(row("4ca8e5", YESTERDAY_NOON))
                : ScriptedSource.notRead());
    List<Boolean> isMockStored = new ArrayList<>();
    rig.whenPublished =
        () -> isMockStored.add(rig.stored(Source.MOCK).contains(mock("b00000", YESTERDAY_NOON)));

    // when
    nextPeriod();

    // then
    assertThat(rig.published)
        .extracting(FlightsCollected::source)
        .containsExactly(Source.MOCK, Source.OPENSKY);
    assertThat(isMockStored).containsExactly(true, false);
  }

  @Test
  void dayShouldBeCompleteAfterItsEventWasHandled() {
    // given
    followedSince("2026-03-09T12:00:00Z");
    dayLists(row("4ca8e5", YESTERDAY_NOON));
    Promise<Void> handled = Promise.promise();
    rig.whenPublished =
        () -> rig.handled = rig.published.size() == 2 ? handled.future() : rig.handled;

    // when
    rig.clock.advance(PERIOD);
    Future<Integer> due = rig.startDue();
    awaitUntil(rig.vertx, () -> rig.published.size() == 2);

    // then
    assertThat(due.isComplete()).isFalse();
    handled.complete();
    assertThat(await(due)).isEqualTo(1);
  }

  @Test
  void dayShouldNotMoveTheReadProgressBack() {
    // given
    followedSince("2026-03-09T12:00:00Z");

    // when
    nextPeriod();

    // then
    assertThat(daysQueried()).hasSize(1);
    assertThat(rig.progress(LICC).readUntil()).contains(rig.clock.instant());
  }

  @Test
  void followShouldReadNoFinishedDays() {
    // given
    followedSince("2026-03-09T12:00:00Z");

    // when
    rig.follow();

    // then
    assertThat(daysQueried()).isEmpty();
    assertThat(rig.source.queries).hasSize(1);
  }
}
