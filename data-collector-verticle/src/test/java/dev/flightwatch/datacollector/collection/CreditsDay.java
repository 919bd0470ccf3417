package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static java.time.ZoneOffset.UTC;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.opensky.FlightQuery;
import dev.flightwatch.datacollector.opensky.FlightSource;
import dev.flightwatch.datacollector.opensky.OpenSky;
import dev.flightwatch.datacollector.opensky.OpenSkyRig;
import dev.flightwatch.datacollector.opensky.ReadResult;
import dev.flightwatch.embedded.opensky.EmulatedAccount;
import dev.flightwatch.embedded.opensky.EmulatorOptions;
import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A collection that reads an emulator with 4,000 credits; both use the clock of the test. Its
 * airports have been followed for 12 hours and were last read at times spread over a period.
 */
final class CreditsDay implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-10T00:01:00Z");

  final CollectionRig rig;
  final List<FinishedDays> rereads = new ArrayList<>();
  final OpenSkyEmulator emulator;
  private final Map<AirportCode, List<Instant>> airportToReads = new HashMap<>();

  CreditsDay() {
    this(4_000, 0);
  }

  CreditsDay(int credits, int backfillDays) {
    rig = new CollectionRig(CollectionRig.withBackfill(backfillDays));
    rig.clock.set(START.toString());
    rig.followed.clear();
    emulator =
        await(
            new OpenSkyEmulator(
                    rig.vertx,
                    EmulatorOptions.defaults()
                        .withClock(rig.clock)
                        .withAccount(EmulatedAccount.standard().withDailyCredits(credits)))
                .listen());
    FlightSource openSky =
        OpenSky.open(
                rig.vertx,
                OpenSkyRig.options(
                    emulator.apiUrl(),
                    emulator.tokenUrl(),
                    OpenSkyRig.account(),
                    OpenSkyRig.CALL,
                    OpenSkyRig.RESET,
                    credits),
                isEmulator -> Future.succeededFuture(true),
                rig.clock)
            .flights();
    rig.source.balance = openSky::balance;
    rig.source.script(query -> openSky.flights(query).onSuccess(result -> record(query, result)));
  }

  private void record(FlightQuery query, ReadResult result) {
    if (result.isRead() && ScriptedSource.isOfDay(query)) {
      rereads.add(
          new FinishedDays(
              query.direction(),
              LocalDate.ofInstant(query.begin(), UTC),
              LocalDate.ofInstant(query.end(), UTC)));
    } else if (result.isRead()) {
      airportToReads.get(query.airport()).add(rig.clock.instant());
    }
  }

  /** Follows airports for which OpenSky returns 404, one after the other. */
  void followNew(int airports, Duration each) {
    for (int i = 0; i < airports; i++) {
      followNew(String.format("X%03d", i));
      pass(each, Duration.ofMinutes(1));
    }
  }

  /** Follows airports with traffic first, then others, for which OpenSky returns 404. */
  void follow(int airports, Duration spread) {
    List<String> codes =
        Stream.concat(
                emulator.traffic().airports().stream().sorted(),
                IntStream.range(0, airports).mapToObj(i -> String.format("X%03d", i)))
            .limit(airports)
            .toList();
    for (int i = 0; i < airports; i++) {
      AirportCode airport = new AirportCode(codes.get(i));
      Instant read = START.minus(spread.multipliedBy(i).dividedBy(airports));
      rig.store(airport, START.minus(Duration.ofHours(12)), read);
      airportToReads.put(airport, new ArrayList<>(List.of(read)));
      rig.followed.add(airport);
    }
  }

  /** Advances the clock, collecting the due airports at each tick. */
  void pass(Duration time, Duration tick) {
    for (Instant end = rig.clock.instant().plus(time); rig.clock.instant().isBefore(end); ) {
      rig.clock.advance(tick);
      rig.due();
    }
  }

  /** Follows an airport that was not followed before; returns whether it was read. */
  boolean followNew(String code) {
    AirportCode airport = new AirportCode(code);
    airportToReads.put(airport, new ArrayList<>());
    await(rig.startFollow(airport));
    rig.followed.add(airport);
    return rig.progress(airport).readAt().isPresent();
  }

  /** Returns the finished days that were read, as often as they were. */
  List<LocalDate> daysReread() {
    return rereads.stream().flatMap(call -> call.dates().stream()).toList();
  }

  long rejectedCalls() {
    return rig.followed.stream()
        .mapToLong(airport -> emulator.calls().about(airport.value(), 429))
        .sum();
  }

  Schedule schedule() {
    return new Schedule(
        rig.followed, await(rig.collections.followed("", 10_000)), rig.clock.instant());
  }

  long neverRead() {
    return airportToReads.values().stream().filter(List::isEmpty).count();
  }

  /** Returns the longest interval between live reads of one of the first airports, up to now. */
  Duration longestInterval(int airports) {
    Duration longest = Duration.ZERO;
    for (AirportCode airport : rig.followed.subList(0, airports)) {
      List<Instant> reads = new ArrayList<>(airportToReads.get(airport));
      reads.add(rig.clock.instant());
      for (int i = 1; i < reads.size(); i++) {
        Duration interval = Duration.between(reads.get(i - 1), reads.get(i));
        longest = Collections.max(List.of(longest, interval));
      }
    }
    return longest;
  }

  @Override
  public void close() {
    await(emulator.close());
    rig.close();
  }
}
