package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.FLIGHTS_RETENTION_DAYS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.SWEEP_SECONDS;

import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.coverage.DayCounter;
import dev.flightwatch.datacollector.details.AirportMessages;
import dev.flightwatch.datacollector.details.AirportService;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsSwept;
import dev.flightwatch.datacollector.flights.FlightService;
import dev.flightwatch.datacollector.flights.FlightStores;
import dev.flightwatch.datacollector.mongo.MongoCollectionStore;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoFlightStore;
import dev.flightwatch.datacollector.mongo.MongoFollowedAirports;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.launch.SingleInstance;
import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service verticle of the flights, with one instance per process. It consumes the queries on
 * flights and airports, deletes old flights, and checks the database for the management server.
 */
public final class FlightServiceVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(FlightServiceVerticle.class);

  private final Clock clock = Clock.systemUTC();
  private Config config;
  private MongoDatabase database;
  private RepeatingTask flightSweep;

  @Override
  public Future<?> start() {
    SingleInstance.require(context, "FlightServiceVerticle", "http_instances or grpc_instances");
    config = DataCollectorSettings.loadService(config());
    Future<AirportReference> reference = vertx.executeBlocking(AirportReference::get);
    // The first search also loads time zones and Unicode tables, too slowly for an event loop.
    reference.onSuccess(airports -> vertx.executeBlocking(() -> airports.search("München", 1)));
    return DataCollectorOptions.database(vertx, config, MongoFlightStore::prepare)
        .compose(opened -> reference.compose(airports -> serve(opened, airports)));
  }

  private Future<?> serve(MongoDatabase opened, AirportReference reference) {
    database = opened;
    FlightStores stores = MongoFlightStore.both(database);
    MongoCollectionStore collections = new MongoCollectionStore(database);
    FlightService flights = new FlightService(Direction.DEPARTURE, stores, collections, clock);
    AirportService airports =
        new AirportService(reference, new MongoFollowedAirports(database), collections, flights);
    Duration interval = config.get(SWEEP_SECONDS);
    Bus bus = Bus.of(vertx);
    return Future.all(
            bus.consume(FlightMessages.FIND_LAST, find -> flights.last(find.airport())),
            bus.consume(
                FlightMessages.FIND_AVERAGE, find -> flights.average(find.airport(), find.days())),
            bus.consume(
                FlightMessages.FIND_PAGE,
                find -> flights.page(find.airports(), find.limit(), find.after())),
            bus.consume(AirportMessages.FIND, find -> Future.succeededFuture(airports.find(find))),
            bus.consume(AirportMessages.GET_DETAILS, get -> airports.details(get.code())),
            DataCollectorHealth.consume(bus, database::ping))
        .onSuccess(
            v ->
                flightSweep =
                    RepeatingTask.start(
                        vertx,
                        "Deletion of old flights",
                        interval,
                        interval,
                        () -> deleteOldFlights(flights)));
  }

  private Future<Void> deleteOldFlights(FlightService flights) {
    Instant end =
        DayCounter.keptFrom(clock.instant(), Duration.ofDays(config.get(FLIGHTS_RETENTION_DAYS)));
    return flights
        .deleteBefore(end)
        .onSuccess(deleted -> log.info("Deleted {} flights from before {}", deleted, end))
        .compose(
            deleted ->
                deleted == 0
                    ? Future.succeededFuture()
                    : Bus.of(vertx).publish(FlightMessages.SWEPT, new FlightsSwept(deleted)));
  }

  @Override
  public Future<?> stop() {
    return flightSweep == null
        ? Future.succeededFuture()
        : flightSweep.stop().compose(v -> database.close());
  }
}
