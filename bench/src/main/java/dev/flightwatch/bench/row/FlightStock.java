package dev.flightwatch.bench.row;

import dev.flightwatch.bench.floor.FlightRow;
import dev.flightwatch.datacollector.flights.AirportCode;
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

/** Flights that are known before anything is measured, as if they had been collected. */
final class FlightStock implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FlightStock.class);
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int CONNECTIONS = 4;

  /** At most so many are handed over at once, which bounds the memory they take. */
  private static final int PORTION = 10_000;

  private final MongoDatabase database;
  private final MongoFlightStore store;

  FlightStock(Vertx vertx, String mongoUrl, String name) {
    database =
        MongoDatabase.open(
            vertx, new MongoDatabase.Options(URI.create(mongoUrl), name, CONNECTIONS, DEADLINE));
    store = new MongoFlightStore(database);
  }

  /** Airports of this stock. */
  static List<String> airports(int count) {
    return IntStream.range(0, count).mapToObj(i -> String.format(Locale.ROOT, "B%03d", i)).toList();
  }

  /** Stores flights of each airport, one every so often, the last of them two hours ago. */
  void fill(List<String> airports, int flightsOfEach, Duration apart) throws Exception {
    Await.result(store.prepare());
    Instant last = Instant.now().minus(Duration.ofHours(2));
    for (int a = 0; a < airports.size(); a++) {
      String airport = airports.get(a);
      int first = a * flightsOfEach;
      for (int done = 0; done < flightsOfEach; done += PORTION) {
        List<Flight> flights =
            IntStream.range(done, Math.min(done + PORTION, flightsOfEach))
                .mapToObj(i -> FlightRow.of(first + i, airport, last.minus(apart.multipliedBy(i))))
                .map(row -> Flight.of(row, Source.OPENSKY))
                .toList();
        Await.result(store.save(new AirportCode(airport), flights, Instant.now()));
      }
    }
  }

  /** What answers about these flights. */
  FlightService service() {
    return new FlightService(store, new MongoCollectionStore(database), Clock.systemUTC());
  }

  @Override
  public void close() {
    database.close().onFailure(e -> log.warn("A connection to MongoDB did not close", e));
  }
}
