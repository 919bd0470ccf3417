package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.collection.CollectionRig.FOLLOW;
import static dev.flightwatch.datacollector.collection.CollectionRig.FOLLOW_READ_LIMIT;
import static dev.flightwatch.datacollector.collection.CollectionRig.LEASE;
import static dev.flightwatch.datacollector.collection.CollectionRig.PERIOD;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFlights.mock;
import static dev.flightwatch.datacollector.testing.TestFlights.row;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitFailure;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static dev.flightwatch.datacollector.testing.TestFutures.pass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsCollected;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.opensky.FlightQuery;
import dev.flightwatch.datacollector.opensky.ReadResult;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The collection for a follow. */
class FollowTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private CollectionRig rig = new CollectionRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private void rigWith(Duration lease, Duration follow) {
    rig.close();
    rig = new CollectionRig(CollectionRig.times(lease, follow));
  }

  @Test
  void collectShouldReadTheLastDayWhenTheAirportIsNew() {
    // given
    rig.source.respond(ScriptedSource.read(row("4ca8e5", NOON.minusSeconds(60))));

    // when
    rig.follow();

    // then
    assertThat(rig.source.queries)
        .containsExactly(
            new FlightQuery(
                LICC, Direction.DEPARTURE, NOON.minusSeconds(86_100), NOON, FOLLOW_READ_LIMIT));
    assertThat(rig.storedAircraft()).containsExactly("4ca8e5");
    assertThat(rig.progress(LICC))
        .isEqualTo(
            CollectionProgress.begun(NOON)
                .withNextDue(NOON.plus(PERIOD))
                .afterLiveRead(NOON, NOON));
    assertThat(rig.published).containsExactly(new FlightsCollected(LICC, 1, 0, Source.OPENSKY));
    assertThat(rig.collections.lease(LICC).until()).isBefore(NOON);
    rig.assertShown(
        "flightwatch_flights_saved_total{kind=\"new\"} 1.0",
        "flightwatch_last_collection_age_seconds 0.0");
    assertThat(rig.metrics.last()).contains(new LastCollection(NOON, Source.OPENSKY));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void collectShouldCompleteAfterItsEventWasHandled(boolean isRead) {
    // given
    rig.source.respond(
        isRead
            ? ScriptedSource.read(row("4ca8e5", NOON.minusSeconds(60)))
            : ScriptedSource.notRead());
    Promise<Void> handled = Promise.promise();
    rig.handled = handled.future();

    // when
    Future<Void> follow = rig.startFollow(LICC);
    awaitUntil(rig.vertx, () -> rig.published.size() == 1);

    // then
    assertThat(follow.isComplete()).isFalse();
    handled.complete();
    await(follow);
  }

  @Test
  void collectShouldMakeNoCallWhenTheAirportWasReadWithinThePeriod() {
    // given
    rig.follow();

    // when
    rig.clock.advance(PERIOD.minusMillis(1));
    rig.follow();
    int callsBefore = rig.source.queries.size();
    rig.clock.advance(Duration.ofMillis(1));
    rig.follow();

    // then
    assertThat(callsBefore).isEqualTo(1);
    assertThat(rig.source.queries).hasSize(2);
    assertThat(rig.source.lastQuery().begin()).isEqualTo(NOON.minusSeconds(7_200));
  }

  @Test
  void collectShouldCountAResponseWithoutFlightsAsARead() {
    // given
    await(
        rig.flights.save(
            LICC,
            List.of(mock("b00000", NOON.minusSeconds(60)), mock("b00001", NOON.plusSeconds(1))),
            NOON.minusSeconds(600)));

    // when
    rig.follow();

    // then
    assertThat(rig.stored(Source.MOCK)).extracting(Flight::icao24).containsExactly("b00001");
    assertThat(rig.progress(LICC).readUntil()).contains(NOON);
    assertThat(rig.published).containsExactly(new FlightsCollected(LICC, 0, 0, Source.OPENSKY));
  }

  @Test
  void collectShouldStoreMockFlightsUntilAReadSucceeds() {
    // given
    rig.source.respond(ScriptedSource.notRead());

    // when
    rig.follow();

    // then
    assertThat(rig.stored(Source.MOCK))
        .isNotEmpty()
        .allMatch(flight -> flight.firstSeen() < NOON.getEpochSecond());
    assertThat(rig.stored(Source.OPENSKY)).isEmpty();
    assertThat(rig.progress(LICC))
        .isEqualTo(CollectionProgress.begun(NOON).withNextDue(NOON.plus(PERIOD)));
    assertThat(rig.published).extracting(FlightsCollected::source).containsExactly(Source.MOCK);
    rig.assertShown(
        "flightwatch_collections_total{kind=\"live\",outcome=\"mock\"} 1.0",
        "flightwatch_flights_saved_total{kind=\"mock\"} " + (double) rig.stored(Source.MOCK).size(),
        "flightwatch_flights_saved_total{kind=\"new\"} 0.0",
        "flightwatch_last_read_age_seconds NaN");

    // when: the airport was not read, so the next follow reads it
    rig.clock.advance(Duration.ofSeconds(1));
    rig.source.respond(ScriptedSource.read(row("4ca8e5", NOON.minusSeconds(60))));
    rig.follow();

    // then
    assertThat(rig.stored(Source.MOCK)).isEmpty();
    assertThat(rig.storedAircraft()).containsExactly("4ca8e5");
  }

  private void assertLeaseLost(FlightsCollected event) {
    assertThat(rig.progress(LICC)).isEqualTo(CollectionProgress.begun(NOON));
    assertThat(rig.collections.lease(LICC).holder()).isEqualTo("other replica");
    assertThat(rig.published).containsExactly(event);
    rig.assertShown("flightwatch_lease_losses_total 1.0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void collectShouldStoreOnlyRealFlightsWhenTheLeaseIsLostDuringTheRead(boolean isRead) {
    // given
    rig.whenSaving = () -> assertThat(isRead).as("mock flights are stored").isTrue();
    rig.source.script(
        query -> {
          rig.stealLease();
          return isRead && !ScriptedSource.isOfDay(query)
              ? ScriptedSource.read(row("4ca8e5", NOON))
              : ScriptedSource.notRead();
        });

    // when
    rig.follow();

    // then
    assertThat(rig.storedAircraft()).hasSize(isRead ? 1 : 0);
    assertLeaseLost(
        isRead
            ? new FlightsCollected(LICC, 1, 0, Source.OPENSKY)
            : new FlightsCollected(LICC, 0, 0, Source.MOCK));
  }

  @Test
  void collectShouldDeleteItsMockFlightsWhenTheLeaseIsLostWhileTheyAreStored() {
    // given
    rig.whenSaving = rig::stealLease;
    rig.source.respond(ScriptedSource.notRead());

    // when
    rig.follow();

    // then
    assertThat(rig.stored(Source.MOCK)).isEmpty();
    assertLeaseLost(new FlightsCollected(LICC, 0, 0, Source.MOCK));
  }

  @Test
  void collectShouldReadOnceForConcurrentFollows() {
    // given
    Promise<ReadResult> result = Promise.promise();
    rig.source.respond(result.future());
    List<Future<Void>> follows = Stream.generate(() -> rig.startFollow(LICC)).limit(3).toList();
    awaitUntil(rig.vertx, () -> !rig.source.queries.isEmpty());

    // when
    rig.context.runOnContext(
        v -> result.complete(ReadResult.read(List.of(row("4ca8e5", NOON.minusSeconds(60))))));

    // then
    follows.forEach(follow -> await(follow));
    assertThat(rig.source.queries).hasSize(1);
    assertThat(rig.published).hasSize(1);
  }

  @Test
  void collectShouldCompleteWithinItsTimeLimitAndContinueWhenTheSourceDoesNotRespond() {
    // given
    rigWith(LEASE, Duration.ofSeconds(1));
    Promise<ReadResult> result = Promise.promise();
    rig.source.respond(result.future());

    // when
    rig.follow();
    List<String> storedThen = rig.storedAircraft();
    rig.context.runOnContext(
        v -> result.complete(ReadResult.read(List.of(row("4ca8e5", NOON.minusSeconds(60))))));

    // then
    assertThat(storedThen).isEmpty();
    awaitUntil(rig.vertx, () -> rig.storedAircraft().equals(List.of("4ca8e5")));
    assertThat(rig.source.lastQuery().timeLimit()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void collectShouldFailWhenTheDatabaseIsUnavailable() {
    // given
    rig.collections.whenRead =
        known ->
            Future.failedFuture(
                ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "Unavailable."));

    // then
    assertThat(awaitFailure(rig.startFollow(LICC)).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(rig.source.queries).isEmpty();
  }

  @Test
  void collectShouldLetTheLeaseExpireWhenTheSourceFails() {
    // given
    rigWith(Duration.ofMillis(30), FOLLOW);
    rig.source.script(
        query -> {
          throw new IllegalStateException("a defect");
        });

    // when
    Future<Void> follow = rig.startFollow(LICC);
    awaitUntil(rig.vertx, follow::isComplete);
    Instant until = rig.collections.lease(LICC).until();
    rig.clock.advance(LEASE);
    pass(rig.vertx, 60);

    // then
    assertThat(follow.failed()).isTrue();
    assertThat(rig.collections.lease(LICC).until()).isEqualTo(until);
  }

  @Test
  void collectShouldRenewTheLeaseDuringTheRead() {
    // given
    rigWith(Duration.ofMillis(30), FOLLOW);
    Promise<ReadResult> slow = Promise.promise();
    rig.source.respond(slow.future());
    Future<Void> follow = rig.startFollow(LICC);
    awaitUntil(rig.vertx, () -> !rig.source.queries.isEmpty());

    // when
    rig.clock.advance(LEASE);

    // then
    awaitUntil(rig.vertx, () -> rig.collections.lease(LICC).until().isAfter(rig.clock.instant()));
    slow.complete(ReadResult.read(List.of()));
    await(follow);
  }

  @Test
  void collectShouldReadTheLastSettledDayInBothDirectionsWhenTheAirportIsNew() {
    // given
    rig.source.script(query -> ScriptedSource.read());

    // when
    rig.follow();
    rig.clock.advance(PERIOD);
    rig.follow();

    // then
    LocalDate yesterday = LocalDate.parse("2026-03-09");
    assertThat(rig.source.dayQueries)
        .extracting(query -> query.direction() + " " + query.begin())
        .containsExactly("DEPARTURE 2026-03-09T00:00:00Z", "ARRIVAL 2026-03-09T00:00:00Z");
    assertThat(rig.progress(LICC).finishedDays())
        .isEqualTo(new DaysRead(List.of(yesterday), List.of(yesterday)));
  }

  @Test
  void collectShouldPublishNothingWhenNoFlightIsAnotherOneThanBefore() {
    // given
    rig.source.respond(ScriptedSource.read(row("4ca8e5", NOON.minusSeconds(60))));
    rig.follow();

    // when
    rig.clock.advance(PERIOD);
    rig.follow();
    int published = rig.published.size();
    rig.clock.advance(PERIOD);
    rig.source.respond(
        ScriptedSource.read(row("4ca8e5", NOON.minusSeconds(60)).put("estArrivalAirport", "LIRF")));
    rig.follow();

    // then
    assertThat(published).isEqualTo(1);
    assertThat(rig.published).hasSize(2);
  }
}
