package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.FLIGHTS_RETENTION_DAYS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.SWEEP_SECONDS;

import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.coverage.DailyAverages;
import dev.flightwatch.datacollector.coverage.DayCounter;
import dev.flightwatch.datacollector.details.AirportMessages;
import dev.flightwatch.datacollector.details.AirportService;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsSwept;
import dev.flightwatch.datacollector.flights.FlightService;
import dev.flightwatch.datacollector.flights.FlightStores;
import dev.flightwatch.datacollector.flights.KnownOrigin;
import dev.flightwatch.datacollector.mongo.MongoCollectionStore;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoDayCountStore;
import dev.flightwatch.datacollector.mongo.MongoFlightStore;
import dev.flightwatch.datacollector.mongo.MongoFollowedAirports;
import dev.flightwatch.datacollector.mongo.MongoOriginStore;
import dev.flightwatch.datacollector.statistics.StatisticsMessages;
import dev.flightwatch.datacollector.statistics.StatisticsService;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.launch.SingleInstance;
import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service verticle of the flights, with one instance per process. It consumes the queries on
 * flights and airports, deletes old flights, and checks the database for the management server.
 */
public final class FlightServiceVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(FlightServiceVerticle.class);

  /** Interval between searches for the origin of the data, until it is known. */
  private static final Duration ORIGIN_SEARCH = Duration.ofSeconds(2);

  private final Clock clock = Clock.systemUTC();
  private Config config;
  private MongoDatabase database;
  private RepeatingTask originSearch;
  private RepeatingTask flightSweep;

  @Override
  public Future<?> start() {
    SingleInstance.require(context, "FlightServiceVerticle", "http_instances or grpc_instances");
    config = DataCollectorSettings.loadService(config());
    Future<AirportReference> reference = vertx.executeBlocking(AirportReference::get);
    // The first search also loads time zones and Unicode tables, too slowly for an event loop.
    reference.onSuccess(airports -> vertx.executeBlocking(() -> airports.search("München", 1)));
    return DataCollectorOptions.database(vertx, config, MongoFlightStore::prepare)
        .compose(opened -> findOrigin(opened).map(opened))
        .compose(opened -> reference.compose(airports -> serve(opened, airports)));
  }

  /** Another process may decide the origin, when it stores the first response of OpenSky. */
  private Future<Void> findOrigin(MongoDatabase opened) {
    KnownOrigin origin = KnownOrigin.of(vertx);
    MongoOriginStore store = new MongoOriginStore(opened);
    return origin
        .refresh(store)
        .onSuccess(
            v ->
                originSearch =
                    RepeatingTask.start(
                        vertx,
                        "Search for the origin of the data",
                        ORIGIN_SEARCH,
                        ORIGIN_SEARCH,
                        // The store has logged that the database is unavailable.
                        () -> origin.refresh(store).otherwiseEmpty()));
  }

  private Future<?> serve(MongoDatabase opened, AirportReference reference) {
    database = opened;
    StatisticsService statistics =
        new StatisticsService(new MongoDayCountStore(database), reference, clock);
    FlightStores stores = MongoFlightStore.both(database);
    MongoCollectionStore collections = new MongoCollectionStore(database);
    Map<Direction, FlightService> flights = new EnumMap<>(Direction.class);
    for (Direction direction : Direction.values()) {
      flights.put(direction, new FlightService(direction, stores, collections, clock));
    }
    AirportService airports =
        new AirportService(
            reference,
            new MongoFollowedAirports(database),
            collections,
            flights.get(Direction.DEPARTURE),
            DataCollectorOptions.backfillDays(config),
            clock);
    Duration interval = config.get(SWEEP_SECONDS);
    Bus bus = Bus.of(vertx);
    return Future.all(
            consumeQueries(bus, flights),
            consumeQueries(bus, airports),
            bus.consume(StatisticsMessages.FIND, statistics::find),
            DataCollectorHealth.consume(bus, database::ping))
        .onSuccess(
            v ->
                flightSweep =
                    RepeatingTask.start(
                        vertx,
                        "Deletion of old flights",
                        interval,
                        interval,
                        () -> deleteOldFlights(flights.values())));
  }

  private Future<?> consumeQueries(Bus bus, Map<Direction, FlightService> flights) {
    DailyAverages averages = new DailyAverages(flights, new MongoDayCountStore(database), clock);
    return Future.all(
        bus.consume(
            FlightMessages.FIND_LAST, find -> flights.get(find.direction()).last(find.airport())),
        bus.consume(
            FlightMessages.FIND_AVERAGE,
            find -> averages.average(find.airport(), find.direction(), find.days())),
        bus.consume(
            FlightMessages.FIND_PAGE,
            find ->
                flights.get(find.direction()).page(find.airports(), find.limit(), find.after())),
        bus.consume(
            FlightMessages.FIND_IN_WINDOW,
            find ->
                flights
                    .get(find.direction())
                    .page(
                        find.airport(), find.window(), find.limit(), find.after(), find.source())));
  }

  private static Future<?> consumeQueries(Bus bus, AirportService airports) {
    return Future.all(
        bus.consume(AirportMessages.FIND, find -> Future.succeededFuture(airports.find(find))),
        bus.consume(AirportMessages.GET_DETAILS, get -> airports.details(get.code())),
        bus.consume(
            AirportMessages.FIND_NAMES, find -> Future.succeededFuture(airports.names(find))),
        bus.consume(AirportMessages.FIND_MARKS, find -> airports.marks(find.airports())),
        bus.consume(AirportMessages.FIND_SUMMARIES, find -> airports.summaries(find.airports())));
  }

  private Future<Void> deleteOldFlights(Collection<FlightService> flights) {
    Instant end =
        DayCounter.keptFrom(clock.instant(), Duration.ofDays(config.get(FLIGHTS_RETENTION_DAYS)));
    List<Future<Long>> deletions = flights.stream().map(each -> each.deleteBefore(end)).toList();
    return Future.all(deletions)
        .map(v -> deletions.stream().mapToLong(Future::result).sum())
        .onSuccess(deleted -> log.info("Deleted {} flights from before {}", deleted, end))
        .compose(deleted -> deleted == 0 ? Future.succeededFuture() : swept(deleted));
  }

  private Future<Void> swept(long deleted) {
    return new MongoCollectionStore(database)
        .allFlightsChanged()
        .eventually(() -> Bus.of(vertx).publish(FlightMessages.SWEPT, new FlightsSwept(deleted)));
  }

  @Override
  public Future<?> stop() {
    if (originSearch == null) {
      return Future.succeededFuture();
    }
    Future<?> searched = originSearch.stop();
    return flightSweep == null
        ? searched
        : searched.compose(v -> flightSweep.stop()).compose(v -> database.close());
  }
}
