package dev.flightwatch.bench.scenario;

import com.mongodb.MongoCommandException;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import dev.flightwatch.bench.report.RoundFigures;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.datacollector.flights.FlightService;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Compares reads of the last flight and of a second page on many stored flights with those on few.
 * The reads call the flight service directly, since the response cache would hide the database.
 */
final class ScaleScenario implements Scenario {
  static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);

  private static final List<String> AIRPORTS = FlightFixture.airports(10);
  private static final List<AirportCode> CODES = AIRPORTS.stream().map(AirportCode::new).toList();
  private static final int PAGE = 500;
  private static final int QUERIES = 50;

  private final TestBed testBed;
  private final List<FlightFixture> fixtures = new ArrayList<>();
  private final List<Cursor> cursors = new ArrayList<>();

  ScaleScenario(TestBed testBed) {
    this.testBed = testBed;
  }

  @Override
  public List<BenchmarkRow> rows() {
    return List.of("last flight", "page after the first").stream()
        .flatMap(
            what ->
                SIZES.stream()
                    .skip(1)
                    .map(
                        size ->
                            new BenchmarkRow(
                                "%s of %,d, to %,d".formatted(what, size, SIZES.get(0)),
                                "ms",
                                RatioTarget.atMost(1.5))))
        .toList();
  }

  @Override
  public void prepare() throws Exception {
    for (int size : SIZES) {
      FlightFixture fixture =
          new FlightFixture(
              testBed.vertx(), testBed.databases().mongoUrl(), BenchCleanup.SCALE + size);
      fixtures.add(fixture);
      if (fixtures.size() == 1) {
        fixture.fill(AIRPORTS, 1, Duration.ofMinutes(1));
        requireIndexes();
      }
      fixture.fill(AIRPORTS, size / AIRPORTS.size(), Duration.ofSeconds(30));
      var first = BlockingFutures.await(fixture.service().page(CODES, PAGE, Optional.empty()));
      cursors.add(first.next().orElseThrow());
    }
    round();
  }

  /** A server without indexes scans all flights, so its times would say nothing about the store. */
  private void requireIndexes() throws Exception {
    JsonObject find =
        new JsonObject()
            .put("find", "flights")
            .put("filter", new JsonObject().put("airport", AIRPORTS.get(0)))
            .put("sort", new JsonObject().put("source", -1).put("first_seen", -1).put("_id", -1))
            .put("limit", 1);
    JsonObject command = new JsonObject().put("explain", find).put("verbosity", "queryPlanner");
    try {
      JsonObject plan =
          testBed.commands().mongo(BenchCleanup.SCALE + SIZES.get(0), "explain", command);
      if (plan.encode().contains("IXSCAN")) {
        return;
      }
    } catch (MongoCommandException e) {
      throw new NotMeasurableException(
          "this server does not explain queries, so it is unknown whether it uses an index");
    }
    throw new NotMeasurableException("this server uses no index for the query");
  }

  @Override
  public List<RoundFigures> round() throws Exception {
    List<Double> last = new ArrayList<>();
    List<Double> page = new ArrayList<>();
    for (int i = 0; i < SIZES.size(); i++) {
      FlightService flights = fixtures.get(i).service();
      Cursor cursor = cursors.get(i);
      last.add(millis(() -> flights.last(CODES.get(0))));
      page.add(millis(() -> flights.page(CODES, PAGE, Optional.of(cursor))));
    }
    return pairs(last, page);
  }

  private static List<RoundFigures> pairs(List<Double> last, List<Double> page) {
    return List.of(last, page).stream()
        .flatMap(times -> times.stream().skip(1).map(time -> RoundFigures.of(times.get(0), time)))
        .toList();
  }

  /** Returns the median time of a query. */
  private static double millis(Supplier<Future<?>> query) throws Exception {
    double[] millis = new double[QUERIES];
    for (int i : IntStream.range(0, QUERIES).toArray()) {
      long begin = System.nanoTime();
      BlockingFutures.await(query.get());
      millis[i] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(millis);
    return millis[QUERIES / 2];
  }

  @Override
  public void close() {
    fixtures.forEach(FlightFixture::close);
  }
}
