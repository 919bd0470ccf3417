package dev.flightwatch.bench.row;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.bench.load.HttpRequests;
import dev.flightwatch.bench.program.Programs;
import dev.flightwatch.bench.report.Result;
import dev.flightwatch.bench.report.Row;
import dev.flightwatch.bench.report.Target;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All rows, measured one after the other. Blocks. */
public final class Benchmark implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Benchmark.class);
  private static final String READER = "reader" + Leftovers.DOMAIN;
  private static final List<String> AIRPORTS = FlightStock.airports(4);

  /** So that a page is full, and another one follows. */
  private static final int FLIGHTS_OF_EACH = 500;

  private static final String LAST = "/flights/last?airport=" + AIRPORTS.get(0);
  private static final String AVERAGE = "/flights/average?days=7&airport=" + AIRPORTS.get(0);
  private static final String PAGE = "/flights/my-interests?limit=500&email=" + READER;

  private final Vertx vertx;
  private final Stage stage;

  private Benchmark(Vertx vertx, Stage stage) {
    this.vertx = requireNonNull(vertx);
    this.stage = requireNonNull(stage);
  }

  /**
   * Starts the databases and both services, and brings about what is read.
   *
   * @param files a folder for logs and what programs are to read
   */
  public static Benchmark prepare(Programs programs, Path files, Effort effort, Layout layout)
      throws Exception {
    Vertx vertx = Vertx.vertx();
    Stage stage = new Stage(vertx, programs, files, effort, layout);
    try (FlightStock stock =
        new FlightStock(vertx, stage.databases().mongoUrl(), Leftovers.READS)) {
      stock.fill(AIRPORTS, FLIGHTS_OF_EACH, Duration.ofMinutes(15));
    }
    Api.register(stage.userManager(), READER, READER);
    for (String airport : AIRPORTS) {
      Api.follow(stage.dataCollector(), READER, airport);
    }
    return new Benchmark(vertx, stage);
  }

  /** Which databases are used, without what is secret. */
  public String databases() throws Exception {
    return stage.commands().describe();
  }

  /**
   * Measures, and removes from the databases what it made.
   *
   * @param only a part of the names of the rows that are wanted; empty: all of them
   */
  public List<Result> run(String only) throws Exception {
    List<Result> results = new ArrayList<>();
    for (Scenario scenario : scenarios()) {
      if (scenario.rows().stream().anyMatch(row -> row.name().contains(only))) {
        results.addAll(new Measurement(scenario, stage.effort()).run());
      }
    }
    stage.leftovers().remove();
    if (results.isEmpty()) {
      throw new IllegalArgumentException("no row's name holds " + only);
    }
    return results;
  }

  private List<Scenario> scenarios() {
    Stream<Scenario> quick =
        Stream.of(
            read("GET /flights/last", 0.8, LAST),
            read("GET /flights/average", 0.8, AVERAGE),
            read("GET /flights/my-interests, 500 a page", 0.5, PAGE),
            new RegistrationScenario(stage),
            new SaveScenario(stage),
            new MemoryScenario(stage, HttpRequests.get(PAGE)));
    Stream<Scenario> slow =
        stage.effort().brief()
            ? Stream.of()
            : Stream.of(
                // Quick, but so near to half of its target that noise would decide.
                new CheckUserScenario(stage),
                new StartScenario(stage),
                new CollectionScenario(stage),
                new ScaleScenario(stage));
    return Stream.concat(quick, slow).toList();
  }

  private Scenario read(String name, double least, String path) {
    return new ReadScenario(stage, new Row(name, "requests/s", Target.atLeast(least)), path);
  }

  @Override
  public void close() {
    vertx.close().onFailure(e -> log.warn("Vert.x did not close", e));
  }
}
