package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.floor.SampleFlight;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightService;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.mongo.MongoCollectionStore;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoFlightStore;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores flights before a measurement, as if they had been collected. */
final class FlightFixture implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FlightFixture.class);
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int CONNECTIONS = 4;

  /** The number of flights per save, which bounds the memory. */
  private static final int BATCH = 10_000;

  private final MongoDatabase database;
  private final MongoFlightStore store;

  FlightFixture(Vertx vertx, String mongoUrl, String name) {
    database =
        MongoDatabase.open(
            vertx, new MongoDatabase.Options(URI.create(mongoUrl), name, CONNECTIONS, DEADLINE));
    store = new MongoFlightStore(database, Direction.DEPARTURE);
  }

  /** Returns codes of airports. */
  static List<String> airports(int count) {
    return IntStream.range(0, count).mapToObj(i -> String.format(Locale.ROOT, "B%03d", i)).toList();
  }

  /** Stores flights of each airport at regular intervals, the last one two hours ago. */
  void fill(List<String> airports, int flightsPerAirport, Duration interval) throws Exception {
    BlockingFutures.await(MongoFlightStore.prepare(database));
    Instant last = Instant.now().minus(Duration.ofHours(2));
    for (int a = 0; a < airports.size(); a++) {
      String airport = airports.get(a);
      int first = a * flightsPerAirport;
      for (int done = 0; done < flightsPerAirport; done += BATCH) {
        List<Flight> flights =
            IntStream.range(done, Math.min(done + BATCH, flightsPerAirport))
                .mapToObj(
                    i -> SampleFlight.of(first + i, airport, last.minus(interval.multipliedBy(i))))
                .map(row -> Flight.of(row, Source.OPENSKY))
                .toList();
        BlockingFutures.await(store.save(new AirportCode(airport), flights, Instant.now()));
      }
    }
  }

  /** Returns a service that reads these flights. */
  FlightService service() {
    return new FlightService(
        Direction.DEPARTURE,
        MongoFlightStore.both(database),
        new MongoCollectionStore(database),
        Clock.systemUTC());
  }

  @Override
  public void close() {
    database.close().onFailure(e -> log.warn("The connection to MongoDB did not close", e));
  }
}
