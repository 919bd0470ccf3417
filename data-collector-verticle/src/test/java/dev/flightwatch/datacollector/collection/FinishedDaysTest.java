package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.collection.CollectionRig.PERIOD;
import static dev.flightwatch.datacollector.collection.ScriptedSource.isOfDay;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFlights.mock;
import static dev.flightwatch.datacollector.testing.TestFlights.real;
import static dev.flightwatch.datacollector.testing.TestFlights.row;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsCollected;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.opensky.FlightQuery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The second read of finished UTC days. */
class FinishedDaysTest {
  private static final Instant YESTERDAY_NOON = Instant.parse("2026-03-09T12:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-03-10T00:00:00Z");

  private final CollectionRig rig = new CollectionRig();

  @BeforeEach
  void respondOnDays() {
    rig.source.respondOnDays(ScriptedSource.read());
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void followedSince(Instant instant) {
    List<LocalDate> recent =
        LocalDate.parse("2026-02-24").datesUntil(LocalDate.parse("2026-03-11")).toList();
    LocalDate before = LocalDate.ofInstant(instant, UTC).minusDays(1);
    rig.store(LICC, instant, instant, new DaysRead(List.of(before), recent));
  }

  private void nextPeriod() {
    rig.clock.advance(PERIOD);
    rig.due();
  }

  private List<String> daysQueried() {
    return rig.source.dayQueries.stream()
        .flatMap(
            query ->
                LocalDate.ofInstant(query.begin(), UTC)
                    .datesUntil(LocalDate.ofInstant(query.end(), UTC).plusDays(1)))
        .map(LocalDate::toString)
        .toList();
  }

  private static List<String> aircraft(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(i -> String.format("%06x", i)).toList();
  }

  private void store(Flight... flights) {
    await(rig.flights.save(LICC, List.of(flights), YESTERDAY_NOON.plusSeconds(600)));
  }

  @Test
  void dayShouldBeReadOnceAfterFourOClock() {
    // given
    followedSince(YESTERDAY_NOON);
    rig.clock.set("2026-03-10T03:49:59Z");

    // when
    nextPeriod();
    List<String> beforeFour = daysQueried();
    nextPeriod();
    nextPeriod();

    // then: the read progress is not moved back to the end of the day
    assertThat(beforeFour).isEmpty();
    assertThat(rig.source.dayQueries)
        .containsExactly(
            new FlightQuery(
                LICC,
                Direction.DEPARTURE,
                Instant.parse("2026-03-09T00:00:00Z"),
                Instant.parse("2026-03-09T23:59:59Z"),
                CollectionRig.TIMES.call()));
    assertThat(rig.progress(LICC).daysRead(Direction.DEPARTURE))
        .containsExactly(LocalDate.parse("2026-03-08"), LocalDate.parse("2026-03-09"));
    assertThat(rig.progress(LICC).readUntil()).contains(rig.clock.instant());
  }

  @Test
  void daysShouldBeReadTwoPerPeriodTheOldestOfTheLastSevenFirst() {
    // given
    followedSince(Instant.parse("2026-02-01T12:00:00Z"));

    // when
    IntStream.range(0, 9).forEach(i -> nextPeriod());

    // then
    assertThat(daysQueried())
        .isEqualTo(IntStream.rangeClosed(3, 9).mapToObj(day -> "2026-03-0" + day).toList());
    assertThat(rig.source.dayQueries).hasSize(4);
  }

  @Test
  void dayShouldBeReadAgainWithoutMockFlightsWhenItCouldNotBeRead() {
    // given
    followedSince(YESTERDAY_NOON);
    rig.source.respondOnDays(ScriptedSource.notRead());

    // when
    nextPeriod();
    nextPeriod();
    rig.source.respondOnDays(ScriptedSource.read(row("4ca8e5", YESTERDAY_NOON)));
    nextPeriod();

    // then
    assertThat(daysQueried()).containsExactly("2026-03-09", "2026-03-09", "2026-03-09");
    assertThat(rig.stored(Source.MOCK)).isEmpty();
    assertThat(rig.storedAircraft()).containsExactly("4ca8e5");
    rig.assertShown(
        "flightwatch_collections_total{kind=\"day\",outcome=\"unread\"} 2.0",
        "flightwatch_collections_total{kind=\"day\",outcome=\"read\"} 1.0",
        "flightwatch_collection_seconds_count{kind=\"day\"} 1");
  }

  /** Flights that are no longer listed are deleted, unless they are more than half of the day's. */
  @ParameterizedTest(name = "{0} flights stored, {2} listed from {1}: {4} remain from {3}")
  @CsvSource({"4, 2, 3, 2, 3", "4, 0, 2, 0, 2", "5, 0, 2, 0, 5", "1, 0, 0, 0, 1"})
  void dayShouldDeleteItsFlightsThatAreNoLongerListed(
      int stored, int firstListed, int listed, int firstRemaining, int remaining) {
    // given
    followedSince(YESTERDAY_NOON);
    aircraft(0, stored).forEach(icao24 -> store(real(icao24, YESTERDAY_NOON)));
    store(real("aaaaaa", YESTERDAY_NOON.minusSeconds(86_400)), real("bbbbbb", MIDNIGHT));
    rig.source.respondOnDays(
        ScriptedSource.read(
            aircraft(firstListed, listed).stream()
                .map(icao24 -> row(icao24, YESTERDAY_NOON))
                .toArray(JsonObject[]::new)));

    // when
    nextPeriod();
    nextPeriod();

    // then
    List<String> expected = new ArrayList<>(List.of("aaaaaa", "bbbbbb"));
    expected.addAll(aircraft(firstRemaining, remaining));
    assertThat(rig.storedAircraft()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(daysQueried()).hasSize(1);
    assertThat(rig.progress(LICC).daysRead(Direction.DEPARTURE))
        .containsExactly(LocalDate.parse("2026-03-08"), LocalDate.parse("2026-03-09"));
  }

  @Test
  void dayShouldBePublishedAfterTheMockFlightsUpToItsEndAreDeleted() {
    // given
    followedSince(YESTERDAY_NOON);
    store(
        mock("b00000", YESTERDAY_NOON),
        mock("b00001", MIDNIGHT.minusSeconds(1)),
        mock("b00002", MIDNIGHT));
    rig.source.script(
        query ->
            isOfDay(query)
                ? ScriptedSource.read(row("4ca8e5", YESTERDAY_NOON))
                : ScriptedSource.notRead());
    List<List<String>> mocks = new ArrayList<>();
    rig.whenPublished =
        () -> mocks.add(rig.stored(Source.MOCK).stream().map(Flight::icao24).toList());

    // when
    nextPeriod();

    // then
    assertThat(rig.published)
        .extracting(FlightsCollected::source)
        .containsExactly(Source.MOCK, Source.OPENSKY);
    assertThat(mocks.get(0)).contains("b00000", "b00001", "b00002");
    assertThat(mocks.get(1)).contains("b00002").doesNotContain("b00000", "b00001");
    assertThat(rig.progress(LICC).readUntil()).contains(MIDNIGHT.minusSeconds(1));
  }

  @Test
  void dayShouldBeCompleteAfterItsEventWasHandled() {
    // given
    followedSince(YESTERDAY_NOON);
    Promise<Void> handled = Promise.promise();
    rig.whenPublished =
        () -> rig.handled = rig.published.size() == 1 ? handled.future() : rig.handled;

    // when
    Future<Integer> due = rig.startDue();
    awaitUntil(rig.vertx, () -> rig.published.size() == 1);

    // then
    assertThat(due.isComplete()).isFalse();
    handled.complete();
    assertThat(await(due)).isEqualTo(1);
  }

  @Test
  void followShouldReadNoFinishedDays() {
    // given
    followedSince(YESTERDAY_NOON);

    // when
    rig.follow();

    // then
    assertThat(daysQueried()).isEmpty();
    assertThat(rig.source.queries).hasSize(1);
  }
}
