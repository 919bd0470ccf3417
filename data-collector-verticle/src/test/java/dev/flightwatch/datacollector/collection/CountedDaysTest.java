package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.collection.InterruptedStores.Interruption;
import dev.flightwatch.datacollector.collection.Schedule.DueAirport;
import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.coverage.DayCountStore;
import dev.flightwatch.datacollector.coverage.DayCounter;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightStores;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import dev.flightwatch.datacollector.mongo.MongoCollectionStore;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoDayCountStore;
import dev.flightwatch.datacollector.mongo.MongoFlightStore;
import dev.flightwatch.datacollector.tasks.MemoryTaskLeaseStore;
import dev.flightwatch.datacollector.testing.MongoRig;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs of several processes that are suspended and killed at random, on a real store, while flights
 * change. In the end the day counts agree with the stored flights, and so does what a client shows
 * that loads flights when their version changes.
 */
class CountedDaysTest {
  private static final int SEQUENCES = 200;
  private static final int STEPS = 8;
  private static final LocalDate FIRST = LocalDate.parse("2026-03-09");
  private static final LocalDate LAST = LocalDate.parse("2026-03-28");
  private static final Instant ANY_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

  /** Longer than a sequence takes, so that no lease is renewed by real time. */
  private static final CollectionTimes TIMES =
      CollectionRig.times(Duration.ofMinutes(30), Duration.ofSeconds(9));

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(20),
          Duration.ofHours(3),
          Duration.ofHours(10),
          Duration.ofHours(21));

  @AutoClose private static final MongoRig RIG = new MongoRig();
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void countsShouldAgreeWithTheStoredFlightsAfterAnySequence() {
    MongoDatabase database = RIG.freshDatabase();
    await(MongoFlightStore.prepare(database));
    await(new MongoCollectionStore(database).prepare());
    for (int seed = 0; seed < SEQUENCES; seed++) {
      new Sequence(database, seed).run();
    }
  }

  /**
   * A process is suspended before it writes a flight, until after the next run of the airport, then
   * writes it and is killed. The flight is new, or taken over from another airport.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void countsShouldAgreeWhenAProcessWritesLateAndIsKilledThen(boolean isMoved) {
    // given
    MongoDatabase database = RIG.freshDatabase();
    await(MongoFlightStore.prepare(database));
    Sequence sequence = new Sequence(database, 0);
    // of yesterday: later claims count today anyway
    Instant yesterday = sequence.clock.instant().minus(Duration.ofHours(10));
    JsonObject flight = sequence.sky.add("A000", "B000", yesterday);
    if (isMoved) {
      sequence.process("A000");
      flight.put("estDepartureAirport", "C000");
      sequence.clock.advance(Duration.ofSeconds(1));
    }
    Sequence.Process late = sequence.suspended(isMoved ? "C000" : "A000", isMoved ? 3 : 2);
    flight.put("estDepartureAirport", "EXXX");
    sequence.clock.advance(TIMES.lease().plusSeconds(1));
    sequence.process("A000");
    sequence.process("C000");

    sequence.refresh();

    // when
    late.stores.interrupt(Interruption.KILLED_AFTER, 0);
    late.resume();
    sequence.claimAll();

    // then
    sequence.assertCounted();
    sequence.assertShown();
  }

  private final class Sequence {
    private final String name;
    private final Random random;
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-10T02:00:00Z"));
    private final CollectionMetrics metrics = new CollectionMetrics(Meters.detached(), clock);
    private final List<AirportCode> airports;
    private final ChangingSky sky;
    private final FlightStores flights;
    private final CollectionStore collections;
    private final DayCountStore counts;
    private final Map<AirportDay, DayCounts> latest = new HashMap<>();
    private final List<Process> suspended = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Map<AirportCode, Long> shownVersions = new HashMap<>();
    private final Map<AirportCode, Map<Direction, Map<LocalDate, List<Flight>>>> shown =
        new HashMap<>();

    private Sequence(MongoDatabase database, int seed) {
      name = "sequence " + seed;
      random = new Random(seed);
      airports =
          IntStream.range(0, 3)
              .mapToObj(i -> new AirportCode("%c%03d".formatted('A' + i, seed)))
              .toList();
      sky =
          new ChangingSky(
              airports.stream().map(AirportCode::value).toList(),
              "%03x".formatted(seed),
              random,
              clock);
      flights = MongoFlightStore.both(database);
      collections = new MongoCollectionStore(database);
      counts = watched(new MongoDayCountStore(database));
    }

    /** Coverage never goes back, whichever process stores the counts. */
    private DayCountStore watched(DayCountStore store) {
      return new DayCountStore() {
        @Override
        public Future<Optional<DayCounts>> find(AirportDay day) {
          return store.find(day);
        }

        @Override
        public Future<List<DayCounts>> find(
            AirportCode airport, Direction direction, LocalDate from, LocalDate to) {
          return store.find(airport, direction, from, to);
        }

        @Override
        public Future<Boolean> save(DayCounts saved, Optional<Instant> replaced) {
          return store
              .save(saved, replaced)
              .onSuccess(
                  done -> {
                    if (done) {
                      assertNotLess(latest.put(saved.day(), saved), saved);
                    }
                  });
        }
      };
    }

    private void assertNotLess(DayCounts before, DayCounts after) {
      if (before != null && before.source() == Source.OPENSKY) {
        failures.addAll(
            after.source() == Source.OPENSKY
                    && after.coverage().compareTo(before.coverage()) >= 0
                    && after.covered().union(before.covered()).equals(after.covered())
                ? List.of()
                : List.of(before + " became " + after));
      }
    }

    private final class Process {
      private final InterruptedStores stores = new InterruptedStores(collections, flights, counts);
      private final Context context = vertx.getOrCreateContext();
      private final Instant begin = clock.instant();
      private Future<?> run;

      private void start(AirportCode airport, boolean isFollow) {
        CollectionDependencies dependencies =
            new CollectionDependencies(
                sky,
                stores.flights,
                new DayCounter(stores.counts, stores.flights, Duration.ofDays(60), clock),
                stores.collections,
                new MemoryTaskLeaseStore(),
                event -> Future.succeededFuture(),
                read -> Future.succeededFuture(),
                metrics);
        CreditPlanner credits = new CreditPlanner(sky, TIMES, clock);
        run =
            on(
                context,
                () -> {
                  AirportCollector target =
                      new AirportCollector(vertx, dependencies, TIMES, credits, clock);
                  return isFollow
                      ? target.collectForFollow(airport, ANY_TIME, Duration.ofSeconds(5))
                      : target.collectDue(new DueAirport(airport, true, true), ANY_TIME);
                });
        settle();
      }

      private void settle() {
        await(Future.any(run, stores.interrupted()).otherwiseEmpty());
        if (stores.isSuspended()) {
          suspended.add(this);
        }
      }

      private void resumeAndPerhapsKill() {
        if (random.nextInt(3) == 0) {
          stores.interrupt(
              random.nextBoolean() ? Interruption.KILLED_BEFORE : Interruption.KILLED_AFTER,
              random.nextInt(6));
        }
        resume();
      }

      private void resume() {
        suspended.remove(this);
        await(
            on(
                context,
                () -> {
                  stores.resume();
                  return Future.succeededFuture();
                }));
        await(Future.any(run, stores.interrupted()).otherwiseEmpty());
      }
    }

    private Process process(String airport) {
      Process process = new Process();
      process.start(new AirportCode(airport), true);
      assertThat(process.run.result()).isEqualTo(true);
      return process;
    }

    private Process suspended(String airport, int operations) {
      Process process = new Process();
      process.stores.interrupt(Interruption.SUSPENDED_BEFORE, operations);
      process.start(new AirportCode(airport), true);
      assertThat(process.stores.isSuspended()).isTrue();
      return process;
    }

    /** What a client shows, which loads flights again only when their version has changed. */
    private void refresh() {
      await(collections.marks(airports))
          .forEach(
              mark -> {
                if (!Long.valueOf(mark.version()).equals(shownVersions.get(mark.airport()))) {
                  shownVersions.put(mark.airport(), mark.version());
                  shown.put(mark.airport(), load(mark.airport()));
                }
              });
    }

    private Map<Direction, Map<LocalDate, List<Flight>>> load(AirportCode airport) {
      Map<Direction, Map<LocalDate, List<Flight>>> loaded = new HashMap<>();
      for (Direction direction : Direction.values()) {
        Map<LocalDate, List<Flight>> byDate = stored(airport, direction);
        byDate.values().forEach(day -> day.sort(Comparator.comparing(Flight::id)));
        loaded.put(direction, byDate);
      }
      return loaded;
    }

    private void assertShown() {
      refresh();
      shown.forEach(
          (airport, flights) ->
              assertThat(flights).as("%s: %s", name, airport).isEqualTo(load(airport)));
    }

    private void run() {
      for (int step = 0; step < STEPS; step++) {
        refresh();
        sky.change();
        pass(PAUSES.get(random.nextInt(PAUSES.size())));
        sky.setReadable(random.nextInt(5) != 0);
        Process process = new Process();
        if (random.nextInt(3) == 0) {
          Interruption[] all = Interruption.values();
          process.stores.interrupt(all[random.nextInt(all.length)], random.nextInt(25));
        }
        process.start(any(), random.nextBoolean());
        if (!suspended.isEmpty() && random.nextBoolean()) {
          suspended.get(random.nextInt(suspended.size())).resumeAndPerhapsKill();
        }
      }
      resumeAll();
      claimAll();
      assertThat(failures).as(name).isEmpty();
      assertCounted();
      assertShown();
    }

    private AirportCode any() {
      return airports.get(random.nextInt(airports.size()));
    }

    /** A process is not suspended for longer than the marks are kept. */
    private void pass(Duration time) {
      Instant end = clock.instant().plus(time);
      if (suspended.stream().anyMatch(p -> p.begin.plus(Duration.ofMinutes(59)).isBefore(end))) {
        resumeAll();
      }
      clock.advance(time);
    }

    private void resumeAll() {
      while (!suspended.isEmpty()) {
        suspended.get(0).resumeAndPerhapsKill();
      }
    }

    /** Claims each airport once more, with a source that cannot be read. */
    private void claimAll() {
      sky.setReadable(false);
      List<AirportCode> shuffled = new ArrayList<>(airports);
      Collections.shuffle(shuffled, random);
      clock.advance(TIMES.lease().plusSeconds(1));
      for (AirportCode airport : shuffled) {
        clock.advance(Duration.ofSeconds(1));
        Process process = new Process();
        process.start(airport, true);
        assertThat(process.run.result()).as(name).isEqualTo(true);
      }
    }

    private void assertCounted() {
      for (Direction direction : Direction.values()) {
        for (AirportCode airport : airports) {
          Map<LocalDate, DayCounts> counted = new HashMap<>();
          await(counts.find(airport, direction, FIRST.minusDays(9), LAST))
              .forEach(day -> counted.put(day.day().date(), day));
          Map<LocalDate, List<Flight>> stored = stored(airport, direction);
          Set<LocalDate> dates = new HashSet<>(stored.keySet());
          dates.addAll(counted.keySet());
          for (LocalDate date : dates) {
            assertThat(counted.get(date))
                .as("%s: %s %s %s", name, airport, direction, date)
                .satisfies(
                    day ->
                        assertThat(numbers(day.quarters()))
                            .isEqualTo(
                                numbers(quarters(day, stored.getOrDefault(date, List.of())))));
          }
        }
      }
    }

    private Map<LocalDate, List<Flight>> stored(AirportCode airport, Direction direction) {
      Map<LocalDate, List<Flight>> byDate = new HashMap<>();
      Window all =
          new Window(
              new AirportDay(airport, direction, FIRST.minusDays(9)).begin(),
              new AirportDay(airport, direction, LAST).begin());
      for (Flight flight : await(flights.of(direction).outlines(airport, all))) {
        AirportDay day =
            AirportDay.of(airport, direction, Instant.ofEpochSecond(direction.timeOf(flight)));
        byDate.computeIfAbsent(day.date(), date -> new ArrayList<>()).add(flight);
      }
      return byDate;
    }

    /** Returns the quarter hours with flights, and their numbers. */
    private static Map<Integer, Integer> numbers(List<Integer> quarters) {
      Map<Integer, Integer> numbers = new TreeMap<>();
      for (int quarter = 0; quarter < quarters.size(); quarter++) {
        numbers.merge(quarter, quarters.get(quarter), Integer::sum);
      }
      numbers.values().removeIf(number -> number == 0);
      return numbers;
    }

    private static List<Integer> quarters(DayCounts day, List<Flight> stored) {
      boolean hasReal = stored.stream().anyMatch(f -> f.source() == Source.OPENSKY);
      assertThat(hasReal && day.source() == Source.MOCK).as("simulated beside real").isFalse();
      List<Integer> quarters = new ArrayList<>(Collections.nCopies(Quarters.A_DAY, 0));
      stored.stream()
          .filter(flight -> flight.source() == day.source())
          .map(flight -> Quarters.of(day.day().direction().timeOf(flight)))
          .forEach(quarter -> quarters.set(quarter, quarters.get(quarter) + 1));
      return quarters;
    }
  }
}
