package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.FLIGHTS_RETENTION_DAYS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.POLL_INTERVAL_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.POLL_TICK_SECONDS;

import dev.flightwatch.datacollector.aircraft.AircraftMessages;
import dev.flightwatch.datacollector.aircraft.AircraftService;
import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.collection.CollectionDependencies;
import dev.flightwatch.datacollector.collection.CollectionMessages;
import dev.flightwatch.datacollector.collection.CollectionMessages.Collect;
import dev.flightwatch.datacollector.collection.CollectionMetrics;
import dev.flightwatch.datacollector.collection.CollectionService;
import dev.flightwatch.datacollector.collection.CollectionStatus;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.coverage.DayCounter;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.FlightCount;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightService;
import dev.flightwatch.datacollector.flights.FlightStores;
import dev.flightwatch.datacollector.flights.KnownOrigin;
import dev.flightwatch.datacollector.mongo.MongoAircraftStore;
import dev.flightwatch.datacollector.mongo.MongoCollectionStore;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoDayCountStore;
import dev.flightwatch.datacollector.mongo.MongoFlightStore;
import dev.flightwatch.datacollector.mongo.MongoOriginStore;
import dev.flightwatch.datacollector.mongo.MongoTaskLeaseStore;
import dev.flightwatch.datacollector.opensky.OpenSky;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.launch.SingleInstance;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * The service verticle of the collection, with one instance per process. It collects the airports
 * that are due and those that were just followed, and publishes what was collected.
 */
public final class CollectionServiceVerticle extends VerticleBase {
  /** A follow's response counts the flights of this period. */
  private static final Duration RECENT = Duration.ofHours(2);

  /** How long a stop waits for running collections; their leases expire later. */
  private static final Duration DRAIN = Duration.ofSeconds(3);

  /** Interval between deletions of airports whose aircraft nobody watches. */
  private static final Duration SWEEP = Duration.ofHours(1);

  private final Clock clock = Clock.systemUTC();
  private Config config;
  private MongoDatabase database;
  private OpenSky openSky;
  private CollectionMetrics metrics;
  private FlightService flights;
  private CollectionService collections;
  private AircraftService aircraft;
  private RepeatingTask dueRuns;
  private RepeatingTask aircraftSweep;

  @Override
  public Future<?> start() {
    SingleInstance.require(
        context, "CollectionServiceVerticle", "http_instances or grpc_instances");
    config = DataCollectorSettings.loadService(config());
    return DataCollectorOptions.database(vertx, config, CollectionServiceVerticle::prepare)
        .compose(
            opened ->
                vertx
                    .executeBlocking(AirportReference::get)
                    .compose(airports -> serve(opened, airports)));
  }

  private static Future<Void> prepare(MongoDatabase opened) {
    return new MongoCollectionStore(opened)
        .prepare()
        .compose(v -> new MongoAircraftStore(opened).prepare());
  }

  private Future<?> serve(MongoDatabase opened, AirportReference airports) {
    database = opened;
    openSky = openSky();
    metrics = new CollectionMetrics(Meters.of(vertx), clock);
    FlightStores flightStores = MongoFlightStore.both(database);
    MongoCollectionStore collectionStore = new MongoCollectionStore(database);
    flights = new FlightService(Direction.DEPARTURE, flightStores, collectionStore, clock);
    DayCounter counter =
        new DayCounter(
            new MongoDayCountStore(database),
            flightStores,
            Duration.ofDays(config.get(FLIGHTS_RETENTION_DAYS)),
            clock);
    Bus bus = Bus.of(vertx);
    collections =
        new CollectionService(
            vertx,
            new CollectionDependencies(
                openSky.flights(),
                flightStores,
                counter,
                collectionStore,
                new MongoTaskLeaseStore(database),
                event -> bus.publish(FlightMessages.COLLECTED, event),
                event -> bus.publish(CollectionMessages.READ, event),
                metrics),
            DataCollectorOptions.collectionTimes(config),
            clock);
    aircraft =
        new AircraftService(airports, openSky.aircraft(), new MongoAircraftStore(database), clock);
    return Future.all(
            bus.consume(AircraftMessages.WATCH, watch -> aircraft.watch(watch.airport())),
            bus.consume(CollectionMessages.COLLECT, this::collect),
            bus.consume(CollectionMessages.GET_STATUS, command -> Future.succeededFuture(status())))
        .onSuccess(v -> startTasks());
  }

  private OpenSky openSky() {
    KnownOrigin origin = KnownOrigin.of(vertx);
    MongoOriginStore store = new MongoOriginStore(database);
    return OpenSky.open(
        vertx,
        DataCollectorOptions.openSky(config),
        isEmulator -> origin.accepts(isEmulator, store),
        clock);
  }

  /** At most half the shortest period, so that an airport is read soon after it becomes due. */
  private void startTasks() {
    Duration halfPeriod = config.get(POLL_INTERVAL_SECONDS).dividedBy(2);
    Duration interval = Collections.min(List.of(config.get(POLL_TICK_SECONDS), halfPeriod));
    dueRuns =
        RepeatingTask.start(
            vertx, "Collection of due airports", interval, interval, collections::collectDue);
    aircraftSweep =
        RepeatingTask.start(
            vertx, "Deletion of old aircraft", SWEEP, SWEEP, aircraft::deleteUnwatched);
  }

  private Future<FlightCount> collect(Collect command) {
    return collections
        .collect(command.airport())
        .compose(v -> flights.recent(command.airport(), RECENT));
  }

  private CollectionStatus status() {
    return new CollectionStatus(
        openSky.flights().status(),
        collections.budget().orElse(null),
        metrics.last().orElse(null),
        clock.instant(),
        openSky.aircraft().status(),
        openSky.aircraft().balance().orElse(null));
  }

  @Override
  public Future<?> stop() {
    if (dueRuns == null) {
      return Future.succeededFuture();
    }
    dueRuns.cancel();
    return aircraftSweep
        .stop()
        .compose(v -> collections.stop(DRAIN))
        .compose(v -> database.close());
  }
}
