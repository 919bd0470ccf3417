package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.testing.Waiting.await;
import static dev.flightwatch.datacollector.testing.Waiting.on;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsCollected;
import dev.flightwatch.datacollector.flights.MemoryFlightStore;
import dev.flightwatch.datacollector.flights.Selection;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.opensky.SeededMockFlights;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A collection on fakes, at noon, on one event loop. Waits are real time, and short. */
final class CollectionRig implements AutoCloseable {
  static final Duration PERIOD = Duration.ofMinutes(10);
  static final Duration LEASE = Duration.ofSeconds(30);
  static final Duration FOLLOW = Duration.ofSeconds(9);
  static final int PARALLEL = 4;

  /** How long a follow's question may take: half a second is for saving what it gives. */
  static final Duration FOLLOWS_QUESTION = Duration.ofMillis(8_500);

  static final CollectionTimes TIMES =
      new CollectionTimes(
          PERIOD, LEASE, Duration.ofSeconds(10), FOLLOW, Duration.ofMillis(5), PARALLEL);

  final Vertx vertx = Vertx.vertx();
  final Context context = vertx.getOrCreateContext();
  final SettableClock clock = new SettableClock("2026-03-10T12:00:00Z");
  final ScriptedSource source = new ScriptedSource();
  final MemoryFlightStore flights;
  final MemoryCollectionStore collections;
  final List<FlightsCollected> published = new CopyOnWriteArrayList<>();
  Runnable whenPublished = () -> {};
  volatile Future<Void> heard = Future.succeededFuture();
  final List<String> followed = new CopyOnWriteArrayList<>(List.of("LICC"));
  final Meters meters = Meters.detached();
  final CollectionMetrics metrics = new CollectionMetrics(meters, clock);
  final CollectionService target;

  CollectionRig() {
    this(new MemoryFlightStore(), new MemoryCollectionStore(), times -> times);
  }

  CollectionRig(
      MemoryFlightStore flights,
      MemoryCollectionStore collections,
      UnaryOperator<CollectionTimes> change) {
    this.flights = flights;
    this.collections = collections;
    this.target =
        new CollectionService(
            vertx,
            new CollectionDependencies(
                source, new SeededMockFlights(), flights, collections, this::publish, metrics),
            () -> Future.succeededFuture(List.copyOf(followed)),
            change.apply(TIMES),
            clock);
  }

  private Future<Void> publish(FlightsCollected fact) {
    published.add(fact);
    whenPublished.run();
    return heard;
  }

  static CollectionTimes withFollow(CollectionTimes times, Duration follow) {
    return new CollectionTimes(
        times.period(), times.lease(), times.call(), follow, times.recheck(), times.parallel());
  }

  static CollectionTimes withLease(CollectionTimes times, Duration lease) {
    return new CollectionTimes(
        times.period(), lease, times.call(), times.follow(), times.recheck(), times.parallel());
  }

  Future<Void> startFollow(String airport) {
    return on(context, () -> target.collect(new AirportCode(airport)));
  }

  void follow() {
    await(startFollow("LICC"));
  }

  Future<Integer> startDue() {
    return on(context, target::collectDue);
  }

  int due() {
    return await(startDue());
  }

  Progress progress(String airport) {
    return await(collections.progress(airport)).orElseThrow();
  }

  /** The flights of one source that are stored, the newest first. */
  List<Flight> stored(Source source) {
    List<Selection> all = List.of(new Selection("LICC", source, Instant.EPOCH));
    return await(flights.page(all, Optional.empty(), 10_000));
  }

  List<String> storedAircraft() {
    return stored(Source.OPENSKY).stream().map(Flight::icao24).toList();
  }

  /** Another replica takes the airport, as it may when the lease has run out. */
  Lease stealLease() {
    Instant later = collections.lease("LICC").until().plusMillis(1);
    Lease stolen = new Lease("LICC", "another", later.plus(LEASE));
    await(collections.claim(stolen, later, later));
    return stolen;
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
