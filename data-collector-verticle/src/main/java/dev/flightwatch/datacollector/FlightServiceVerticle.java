package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.FLIGHTS_RETENTION_DAYS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.SWEEP_SECONDS;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightFound;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsSwept;
import dev.flightwatch.datacollector.flights.FlightService;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.mongo.MongoCollectionStore;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoFlightStore;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.launch.SingleInstance;
import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The owner of the flights: answers what is asked about them, and deletes the old ones. */
public final class FlightServiceVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(FlightServiceVerticle.class);

  private final Clock clock = Clock.systemUTC();
  private MongoDatabase database;
  private RepeatingTask sweep;

  @Override
  public Future<?> start() {
    SingleInstance.require(context, "FlightServiceVerticle", "http_instances or grpc_instances");
    Config config = DataCollectorSettings.loadService(config());
    return DataCollectorOptions.database(
            vertx, config, opened -> new MongoFlightStore(opened).prepare())
        .compose(
            opened -> {
              database = opened;
              MongoFlightStore store = new MongoFlightStore(opened);
              sweep = sweep(store, config);
              return answer(new FlightService(store, new MongoCollectionStore(opened), clock));
            });
  }

  private Future<Void> answer(FlightService service) {
    Bus bus = Bus.of(vertx);
    return Future.all(
            bus.consume(
                FlightMessages.LAST,
                asked ->
                    service
                        .last(AirportCode.parse(asked.airport()))
                        .map(flight -> new FlightFound(flight.answer()))),
            bus.consume(
                FlightMessages.AVERAGE,
                asked -> service.average(AirportCode.parse(asked.airport()), asked.days())),
            bus.consume(
                FlightMessages.PAGE,
                asked ->
                    service.page(
                        asked.airports(),
                        asked.limit(),
                        Optional.ofNullable(asked.cursor()).map(Cursor::decode))))
        .mapEmpty();
  }

  private RepeatingTask sweep(FlightStore store, Config config) {
    Duration kept = Duration.ofDays(config.get(FLIGHTS_RETENTION_DAYS));
    Duration interval = config.get(SWEEP_SECONDS);
    return RepeatingTask.start(
        vertx, "Sweep of old flights", interval, interval, () -> deleteOlder(store, kept));
  }

  private Future<Void> deleteOlder(FlightStore store, Duration kept) {
    Instant end = clock.instant().minus(kept);
    return store
        .deleteBefore(end)
        .onSuccess(n -> log.info("{} old flights deleted", n))
        .compose(
            n ->
                n == 0
                    ? Future.succeededFuture()
                    : Bus.of(vertx).publish(FlightMessages.SWEPT, new FlightsSwept(n)));
  }

  @Override
  public Future<?> stop() {
    return sweep.stop().compose(v -> database.close());
  }
}
