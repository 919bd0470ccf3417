package dev.flightwatch.datacollector.aircraft;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.opensky.AircraftAccount;
import dev.flightwatch.datacollector.opensky.AircraftReading;
import dev.flightwatch.datacollector.opensky.AircraftState;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AircraftServiceTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final SettableClock clock = new SettableClock(NOON);
  private final AircraftAccount account = new AircraftAccount(clock);
  private final MemoryAircraftStore store = new MemoryAircraftStore();

  /** Two replicas share the store and the account. */
  private final List<AircraftService> replicas = Stream.generate(this::replica).limit(2).toList();

  private final AircraftService target = replicas.get(0);

  private AircraftService replica() {
    return new AircraftService(AirportReference.get(), account.source(), store, clock);
  }

  private AircraftState aircraft(String callsign) {
    return new AircraftState(
        "4ca8e5", callsign, 37.5, 15.1, null, null, null, false, clock.instant());
  }

  private void answer(String callsign) {
    account.answer =
        () ->
            Future.succeededFuture(
                AircraftReading.read(clock.instant(), List.of(aircraft(callsign))));
  }

  private void fail() {
    account.answer = () -> Future.succeededFuture(AircraftReading.notRead("OpenSky is down"));
  }

  private AirportAircraft watch() {
    return await(target.watch(LICC));
  }

  @Test
  void watchShouldMakeOneCallInAPeriodHoweverManyWatchOnAllReplicas() {
    // when: 5 minutes
    for (int second = 0; second < 300; second++) {
      for (int watcher = 0; watcher < 20; watcher++) {
        replicas.forEach(replica -> await(replica.watch(LICC)));
      }
      clock.advance(Duration.ofSeconds(1));
    }

    // then
    assertThat(account.calls)
        .containsExactlyElementsOf(
            Stream.iterate(NOON, at -> at.plusSeconds(15)).limit(20).toList());
    assertThat(store.finds).as("one a second on each replica").isEqualTo(2 * 300);
  }

  @Test
  void watchShouldMakeOneCallWhenReplicasFindItDueAtTheSameTime() {
    // given
    Promise<Void> found = Promise.promise();
    store.afterFind = found.future();

    // when
    List<Future<AirportAircraft>> watchers =
        replicas.stream().map(replica -> replica.watch(LICC)).toList();
    found.complete();
    watchers.forEach(watcher -> await(watcher));

    // then
    assertThat(account.calls).hasSize(1);
  }

  @Test
  void watchShouldReturnWhatAnotherReplicaHasRead() {
    // given
    answer("ONE");
    await(target.watch(LICC));
    answer("TWO");
    clock.advance(Duration.ofSeconds(5));

    // when
    AirportAircraft other = await(replicas.get(1).watch(LICC));

    // then
    assertThat(other).isEqualTo(watch());
    assertThat(other.at()).contains(NOON);
    assertThat(other.source()).contains(Source.OPENSKY);
    assertThat(other.aircraft()).extracting(AircraftState::callsign).containsExactly("ONE");
    assertThat(account.calls).hasSize(1);
  }

  @Test
  void callsShouldStopWhenNobodyWatches() {
    // given
    watch();

    // when
    clock.advance(Duration.ofHours(1));

    // then
    assertThat(account.calls).hasSize(1);
    watch();
    assertThat(account.calls).hasSize(2);
  }

  @Test
  void watchShouldReturnTheLastPositionsForTwoMinutesWhenReadsFail() {
    // given
    answer("LAST");
    AirportAircraft last = watch();
    fail();

    for (int second = 1; second < 180; second++) {
      // when
      clock.advance(Duration.ofSeconds(1));
      AirportAircraft found = watch();

      // then: simulated aircraft never take the place of real ones
      if (second < 120) {
        assertThat(found).isEqualTo(last);
      } else {
        assertThat(found.source()).isEmpty();
        assertThat(found.at()).contains(NOON);
        assertThat(found.aircraft()).isEmpty();
      }
    }

    // when
    answer("NEXT");
    clock.advance(Duration.ofSeconds(15));

    // then
    assertThat(watch().source()).contains(Source.OPENSKY);
  }

  @Test
  void watchShouldReturnNothingWhenTheAirportWasNeverRead() {
    // given
    fail();

    // then
    assertThat(watch().source()).isEmpty();
    assertThat(watch().at()).isEmpty();
    assertThat(watch().aircraft()).isEmpty();
  }

  @Test
  void watchShouldReturnAnEmptyListOfRealAircraftWhenThereAreNone() {
    assertThat(watch().source()).contains(Source.OPENSKY);
    assertThat(watch().at()).contains(NOON);
    assertThat(watch().aircraft()).isEmpty();
  }

  @Test
  void watchShouldNotWaitForAReadThatDoesNotEnd() {
    // given
    answer("LAST");
    AirportAircraft last = watch();
    clock.advance(Duration.ofSeconds(15));
    Promise<AircraftReading> slow = Promise.promise();
    account.answer = slow::future;

    // when
    Future<AirportAircraft> first = target.watch(LICC);
    Future<AirportAircraft> second = target.watch(LICC);

    // then
    assertThat(await(first)).isEqualTo(last);
    assertThat(await(second)).isEqualTo(last);

    // when: the read ends at last
    slow.complete(AircraftReading.read(clock.instant(), List.of(aircraft("LATE"))));
    clock.advance(Duration.ofSeconds(1));

    // then
    assertThat(watch().aircraft()).extracting(AircraftState::callsign).containsExactly("LATE");
    assertThat(account.calls).hasSize(2);
  }

  @Test
  void watchShouldFailWhenTheAirportIsInNoTable() {
    assertThat(awaitFailure(target.watch(new AirportCode("NK39"))).kind())
        .isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(account.calls).isEmpty();
  }

  @Test
  void creditsShouldLastForADayOfWatchersOnTwoReplicas() {
    // given
    clock.set("2026-03-11T00:00:00Z");
    List<AirportCode> airports = List.of(LICC, EDDF, LIRF);

    // when: all airports are watched all day
    List<Integer> callsByHour = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      int before = account.calls.size();
      for (int i = 0; i < 720; i++) {
        airports.forEach(airport -> replicas.forEach(replica -> await(replica.watch(airport))));
        clock.advance(Duration.ofSeconds(5));
      }
      callsByHour.add(account.calls.size() - before);
    }

    // then
    assertThat(account.refused).isZero();
    assertThat(account.calls.size()).isBetween(3_600, 4_000);
    assertThat(callsByHour).allMatch(calls -> calls > 120 && calls < 200);
    assertThat(watch().source()).contains(Source.OPENSKY);
  }

  @Test
  void readsShouldBeFrequentWhenTheCreditsOfADayAreLeftInTheEvening() {
    // given: a process that has seen a report of the account
    watch();
    clock.set("2026-03-10T23:00:00Z");

    // when
    for (int i = 0; i < 60; i++) {
      watch();
      clock.advance(Duration.ofSeconds(5));
    }

    // then
    assertThat(account.calls).hasSize(1 + 20);
  }

  @Test
  void creditsShouldLastForADayInWhichEveryAirportIsRequested() {
    // given
    clock.set("2026-03-11T00:01:00Z");
    List<AirportCode> airports =
        Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "k", "l", "m", "n", "o", "p", "r")
            .flatMap(letter -> AirportReference.get().search(letter, 2_000).stream())
            .map(airport -> new AirportCode(airport.icao()))
            .distinct()
            .toList();
    assertThat(airports).hasSizeGreaterThan(5_000);

    // when
    Instant end = clock.instant().plus(DAY);
    for (int i = 0; clock.instant().isBefore(end); i++) {
      await(target.watch(airports.get(i % airports.size())));
      clock.advance(Duration.ofSeconds(5));
    }

    // then
    assertThat(account.refused).isZero();
    assertThat(account.calls.get(account.calls.size() - 1)).isAfter(end.minus(Duration.ofHours(1)));
  }
}
