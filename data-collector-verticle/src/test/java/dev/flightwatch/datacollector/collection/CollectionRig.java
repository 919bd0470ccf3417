package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.on;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.coverage.DayCounter;
import dev.flightwatch.datacollector.coverage.MemoryDayCountStore;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsCollected;
import dev.flightwatch.datacollector.flights.FlightStores;
import dev.flightwatch.datacollector.flights.MemoryFlightStore;
import dev.flightwatch.datacollector.flights.Saved;
import dev.flightwatch.datacollector.flights.Selection;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.tasks.MemoryTaskLeaseStore;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A collection with fake stores and a fake source, at noon. Waits are in real time and short. */
final class CollectionRig implements AutoCloseable {
  static final Duration PERIOD = Duration.ofMinutes(10);
  static final Duration LEASE = Duration.ofSeconds(30);
  static final Duration FOLLOW = Duration.ofSeconds(9);
  static final int PARALLEL = 4;

  /** Time limit of a follow's read: half a second of its time is reserved for saving. */
  static final Duration FOLLOW_READ_LIMIT = Duration.ofMillis(8_500);

  static final CollectionTimes TIMES = times(LEASE, FOLLOW);

  final Vertx vertx = Vertx.vertx();
  final Context context = vertx.getOrCreateContext();
  final SettableClock clock = new SettableClock("2026-03-10T12:00:00Z");
  final ScriptedSource source = new ScriptedSource();
  final MemoryCollectionStore collections = new MemoryCollectionStore();
  final MemoryTaskLeaseStore tasks = new MemoryTaskLeaseStore();
  Runnable whenSaving = () -> {};
  final MemoryFlightStore flights =
      new MemoryFlightStore() {
        @Override
        public Future<Saved> save(AirportCode airport, List<Flight> saved, Instant runStart) {
          whenSaving.run();
          return super.save(airport, saved, runStart);
        }
      };
  final MemoryFlightStore arrivals = new MemoryFlightStore(Direction.ARRIVAL);
  final FlightStores stores = new FlightStores(flights, arrivals);
  final MemoryDayCountStore counts = new MemoryDayCountStore();
  final DayCounter counter = new DayCounter(counts, stores, Duration.ofDays(400), clock);
  final List<FlightsCollected> published = new CopyOnWriteArrayList<>();
  final List<AirportCode> reads = new CopyOnWriteArrayList<>();
  Runnable whenPublished = () -> {};
  volatile Future<Void> handled = Future.succeededFuture();
  final List<AirportCode> followed = new CopyOnWriteArrayList<>(List.of(LICC));
  final Meters meters = Meters.detached();
  final CollectionMetrics metrics = new CollectionMetrics(meters, clock);
  final CollectionService target;

  CollectionRig() {
    this(TIMES);
  }

  CollectionRig(CollectionTimes times) {
    this.target =
        new CollectionService(
            vertx,
            new CollectionDependencies(
                source,
                stores,
                counter,
                collections,
                tasks,
                this::publish,
                read -> {
                  reads.add(read.airport());
                  return Future.succeededFuture();
                },
                metrics),
            times,
            clock);
  }

  /** Returns the times of a collection that also reads the history. */
  static CollectionTimes withBackfill(int days) {
    return new CollectionTimes(
        PERIOD, LEASE, Duration.ofSeconds(10), FOLLOW, Duration.ofMillis(5), days, PARALLEL);
  }

  static CollectionTimes times(Duration lease, Duration follow) {
    return new CollectionTimes(
        PERIOD, lease, Duration.ofSeconds(10), follow, Duration.ofMillis(5), 0, PARALLEL);
  }

  private Future<Void> publish(FlightsCollected event) {
    published.add(event);
    whenPublished.run();
    return handled;
  }

  Future<Void> startFollow(AirportCode airport) {
    return on(context, () -> target.collect(airport));
  }

  <T> Future<T> onContext(Supplier<Future<T>> call) {
    return on(context, call);
  }

  void follow() {
    await(startFollow(LICC));
  }

  Future<Integer> startDue() {
    collections.follow(followed, clock.instant());
    return on(context, target::collectDue);
  }

  int due() {
    return await(startDue());
  }

  void assertShown(String... metrics) {
    assertThat(meters.text().lines()).contains(metrics);
  }

  CollectionProgress progress(AirportCode airport) {
    return await(collections.progress(airport)).orElseThrow();
  }

  /** Returns the stored flights of one source, newest first. */
  List<Flight> stored(Source source) {
    List<Selection> all = List.of(new Selection(LICC, source, Instant.EPOCH));
    return await(flights.page(all, Optional.empty(), 10_000));
  }

  List<String> storedAircraft() {
    return stored(Source.OPENSKY).stream().map(Flight::icao24).toList();
  }

  /**
   * Stores an airport that was first followed at one time, and last read at another, with all days
   * until the follow.
   */
  void store(AirportCode airport, Instant followedSince, Instant readAt) {
    LocalDate day = LocalDate.ofInstant(followedSince, UTC);
    List<LocalDate> before = day.minusDays(2).datesUntil(day).toList();
    store(airport, followedSince, readAt, new DaysRead(before, before));
  }

  void store(AirportCode airport, Instant followedSince, Instant readAt, DaysRead finished) {
    Lease lease = new Lease(airport, "before", readAt);
    await(collections.claim(lease, Instant.MAX, followedSince));
    await(
        collections.release(
            lease.released(),
            new CollectionProgress(
                followedSince,
                readAt.plus(PERIOD),
                Optional.of(readAt),
                Optional.of(readAt),
                finished,
                false),
            Instant.EPOCH));
  }

  /** Another replica claims the airport after its lease has expired. */
  Lease stealLease() {
    Instant later = collections.lease(LICC).until().plusMillis(1);
    Lease stolen = new Lease(LICC, "other replica", later.plus(LEASE));
    await(collections.claim(stolen, later, later));
    return stolen;
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
