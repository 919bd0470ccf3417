package dev.flightwatch.bench.scenario;

import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.coverage.DayCounts.Ranked;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoDayCountStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores the counts of days with 500 flights to 80 airports, by 40 airlines. */
final class DayCountFixture implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DayCountFixture.class);
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int CONNECTIONS = 4;
  private static final int FLIGHTS = 500;
  private static final int AIRPORTS = 80;
  private static final int AIRLINES = 40;
  private static final int AT_ONCE = 100;

  private final MongoDatabase database;
  private final MongoDayCountStore store;

  DayCountFixture(Vertx vertx, String mongoUrl, String name) {
    database =
        MongoDatabase.open(
            vertx, new MongoDatabase.Options(URI.create(mongoUrl), name, CONNECTIONS, DEADLINE));
    store = new MongoDayCountStore(database);
  }

  /** Stores the days up to {@code last}, of both directions, as final. */
  void fill(String airport, LocalDate last, int days) throws Exception {
    for (Direction direction : Direction.values()) {
      for (int done = 0; done < days; done += AT_ONCE) {
        List<Future<Boolean>> saves = new ArrayList<>();
        for (int ago = done; ago < Math.min(days, done + AT_ONCE); ago++) {
          saves.add(
              store.save(
                  counts(new AirportDay(new AirportCode(airport), direction, last.minusDays(ago))),
                  Optional.empty()));
        }
        BlockingFutures.await(Future.all(saves));
      }
    }
  }

  private static DayCounts counts(AirportDay day) {
    Instant read = day.begin().plus(Duration.ofDays(2));
    return new DayCounts(
        day,
        Coverage.FINAL,
        Quarters.ALL,
        Source.OPENSKY,
        read,
        read,
        IntStream.range(0, Quarters.A_DAY).mapToObj(i -> part(i, Quarters.A_DAY)).toList(),
        ranked("B%03d", AIRPORTS),
        ranked("A%02d", AIRLINES));
  }

  /** Returns numbers whose sum is that of the flights of a day. */
  private static int part(int i, int number) {
    return FLIGHTS * (i + 1) / number - FLIGHTS * i / number;
  }

  private static List<Ranked> ranked(String code, int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> new Ranked(String.format(Locale.ROOT, code, i), part(i, number)))
        .toList();
  }

  @Override
  public void close() {
    database.close().onFailure(e -> log.warn("The connection to MongoDB did not close", e));
  }
}
