package dev.flightwatch.bench.row;

import dev.flightwatch.bench.report.Pair;
import dev.flightwatch.bench.report.Row;
import dev.flightwatch.bench.report.Target;
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
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The last flight, and a page after the first, asked of the rules and not of a door, whose cache
 * would answer: with so many flights, beside the fewest.
 */
final class ScaleScenario implements Scenario {
  static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);

  private static final List<String> AIRPORTS = FlightStock.airports(10);
  private static final List<AirportCode> CODES = AIRPORTS.stream().map(AirportCode::new).toList();
  private static final int PAGE = 500;
  private static final int QUESTIONS = 50;

  private final Stage stage;
  private final List<FlightStock> stocks = new ArrayList<>();
  private final List<Cursor> cursors = new ArrayList<>();

  ScaleScenario(Stage stage) {
    this.stage = stage;
  }

  @Override
  public List<Row> rows() {
    return List.of("last flight", "page after the first").stream()
        .flatMap(
            what ->
                SIZES.stream()
                    .skip(1)
                    .map(
                        size ->
                            new Row(
                                "%s of %,d, to %,d".formatted(what, size, SIZES.get(0)),
                                "ms",
                                Target.atMost(1.5))))
        .toList();
  }

  @Override
  public void prepare() throws Exception {
    for (int size : SIZES) {
      FlightStock stock =
          new FlightStock(stage.vertx(), stage.databases().mongoUrl(), Leftovers.SCALE + size);
      stocks.add(stock);
      if (stocks.size() == 1) {
        stock.fill(AIRPORTS, 1, Duration.ofMinutes(1));
        requireIndexes();
      }
      stock.fill(AIRPORTS, size / AIRPORTS.size(), Duration.ofSeconds(30));
      var first = Await.result(stock.service().page(CODES, PAGE, Optional.empty()));
      cursors.add(first.next().orElseThrow());
    }
    round();
  }

  /** A stand-in that scans would be measured for what nobody promises. */
  private void requireIndexes() throws Exception {
    JsonObject query =
        new JsonObject()
            .put("find", "flights")
            .put("filter", new JsonObject().put("airport", AIRPORTS.get(0)))
            .put("sort", new JsonObject().put("source", -1).put("first_seen", -1).put("_id", -1))
            .put("limit", 1);
    JsonObject command = new JsonObject().put("explain", query).put("verbosity", "queryPlanner");
    try {
      JsonObject plan = stage.commands().mongo(Leftovers.SCALE + SIZES.get(0), "explain", command);
      if (plan.encode().contains("IXSCAN")) {
        return;
      }
    } catch (ExecutionException e) {
      throw new NotMeasurableException("this MongoDB explains no query, so uses no index we know");
    }
    throw new NotMeasurableException("this MongoDB uses no index for the query");
  }

  @Override
  public List<Pair> round() throws Exception {
    List<Double> last = new ArrayList<>();
    List<Double> page = new ArrayList<>();
    for (int i = 0; i < SIZES.size(); i++) {
      FlightService flights = stocks.get(i).service();
      Cursor cursor = cursors.get(i);
      last.add(millis(() -> flights.last(CODES.get(0))));
      page.add(millis(() -> flights.page(CODES, PAGE, Optional.of(cursor))));
    }
    return pairs(last, page);
  }

  private static List<Pair> pairs(List<Double> last, List<Double> page) {
    return List.of(last, page).stream()
        .flatMap(times -> times.stream().skip(1).map(time -> Pair.of(times.get(0), time)))
        .toList();
  }

  /** The time of one, in the middle of many. */
  private static double millis(Supplier<Future<?>> question) throws Exception {
    double[] millis = new double[QUESTIONS];
    for (int i : IntStream.range(0, QUESTIONS).toArray()) {
      long begin = System.nanoTime();
      Await.result(question.get());
      millis[i] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(millis);
    return millis[QUESTIONS / 2];
  }

  @Override
  public void close() {
    stocks.forEach(FlightStock::close);
  }
}
