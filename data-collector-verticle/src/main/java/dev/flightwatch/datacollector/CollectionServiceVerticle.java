package dev.flightwatch.datacollector;

import dev.flightwatch.datacollector.collection.CollectionDependencies;
import dev.flightwatch.datacollector.collection.CollectionMessages;
import dev.flightwatch.datacollector.collection.CollectionMessages.Collect;
import dev.flightwatch.datacollector.collection.CollectionMessages.Collected;
import dev.flightwatch.datacollector.collection.CollectionMessages.DueCollected;
import dev.flightwatch.datacollector.collection.CollectionMetrics;
import dev.flightwatch.datacollector.collection.CollectionService;
import dev.flightwatch.datacollector.collection.CollectionStatus;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightService;
import dev.flightwatch.datacollector.mongo.MongoCollectionStore;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoFlightStore;
import dev.flightwatch.datacollector.mongo.MongoInterestStore;
import dev.flightwatch.datacollector.opensky.OpenSky;
import dev.flightwatch.datacollector.opensky.OpenSkySource;
import dev.flightwatch.datacollector.opensky.SeededMockFlights;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.launch.SingleInstance;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;

/** The owner of the collection: reads OpenSky, and tells all what was collected. */
public final class CollectionServiceVerticle extends VerticleBase {
  private static final Duration RECENT = Duration.ofHours(2);

  /** How long airports that are being collected may end in at a stop; leases cover the rest. */
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private final Clock clock = Clock.systemUTC();
  private CollectionMetrics metrics;
  private MongoDatabase database;
  private CollectionService service;

  @Override
  public Future<?> start() {
    SingleInstance.require(
        context, "CollectionServiceVerticle", "http_instances or grpc_instances");
    Config config = DataCollectorSettings.loadService(config());
    metrics = new CollectionMetrics(Meters.of(vertx), clock);
    return DataCollectorOptions.database(vertx, config, opened -> Future.succeededFuture())
        .compose(
            opened -> {
              database = opened;
              OpenSkySource source =
                  OpenSky.source(vertx, DataCollectorOptions.openSky(config), clock);
              MongoCollectionStore collections = new MongoCollectionStore(opened);
              MongoFlightStore flights = new MongoFlightStore(opened);
              Bus bus = Bus.of(vertx);
              service =
                  new CollectionService(
                      vertx,
                      new CollectionDependencies(
                          source,
                          new SeededMockFlights(),
                          flights,
                          collections,
                          fact -> bus.publish(FlightMessages.COLLECTED, fact),
                          metrics),
                      new MongoInterestStore(opened)::followedAirports,
                      DataCollectorOptions.collectionTimes(config),
                      clock);
              return answer(bus, source, new FlightService(flights, collections, clock));
            });
  }

  private Future<Void> answer(Bus bus, OpenSkySource source, FlightService flights) {
    return Future.all(
            bus.consume(CollectionMessages.COLLECT, asked -> collect(asked, flights)),
            bus.consume(
                CollectionMessages.COLLECT_DUE,
                asked -> service.collectDue().map(DueCollected::new)),
            bus.consume(CollectionMessages.STATUS, asked -> Future.succeededFuture(status(source))))
        .mapEmpty();
  }

  private CollectionStatus status(OpenSkySource source) {
    return new CollectionStatus(
        source.status(),
        service.budget().orElse(null),
        metrics.last().orElse(null),
        clock.instant());
  }

  private Future<Collected> collect(Collect asked, FlightService flights) {
    AirportCode airport = AirportCode.parse(asked.airport());
    return service
        .collect(airport)
        .compose(v -> flights.recent(airport, RECENT))
        .map(tally -> new Collected(tally.count(), tally.source()));
  }

  @Override
  public Future<?> stop() {
    return service.stop(DRAIN).compose(v -> database.close());
  }
}
