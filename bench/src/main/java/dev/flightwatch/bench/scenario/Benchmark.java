package dev.flightwatch.bench.scenario;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.bench.load.HttpRequests;
import dev.flightwatch.bench.program.ProgramRunner;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import dev.flightwatch.bench.report.RowResult;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures all rows, one after the other. Methods block. */
public final class Benchmark implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Benchmark.class);
  private static final String READER = "reader" + BenchCleanup.DOMAIN;
  private static final List<String> AIRPORTS = FlightFixture.airports(4);

  /** Enough for a full page and a next page. */
  private static final int FLIGHTS_PER_AIRPORT = 500;

  static final BenchmarkRow LAST_READ = read("GET /flights/last", 0.8);

  /** To be 0.8 when it is known what it loses to the last flight. */
  static final BenchmarkRow AVERAGE_READ = read("GET /flights/average", 0.75);

  static final BenchmarkRow PAGE_READ = read("GET /flights/my-interests, 500 a page", 0.5);

  private static final String LAST = "/flights/last?airport=" + AIRPORTS.get(0);
  private static final String AVERAGE = "/flights/average?days=7&airport=" + AIRPORTS.get(0);
  private static final String OWN_PAGE = "/flights/my-interests?limit=500";
  private static final String PAGE = OWN_PAGE + "&email=" + READER;

  private final Vertx vertx;
  private final TestBed testBed;
  private final Optional<OtherServer> other;

  private Benchmark(Vertx vertx, TestBed testBed, Optional<OtherServer> other) {
    this.vertx = requireNonNull(vertx);
    this.testBed = requireNonNull(testBed);
    this.other = requireNonNull(other);
  }

  /**
   * Starts the databases and both services, and stores the flights that are read.
   *
   * @param files a directory for logs and the input of programs
   * @param other the server that is measured in place of the floors, on given databases
   */
  public static Benchmark prepare(
      ProgramRunner programs,
      Path files,
      RunLength length,
      CpuLayout layout,
      Optional<OtherServer> other)
      throws Exception {
    if (other.isPresent()) {
      BenchDatabases.requireBothGiven();
    }
    Vertx vertx = Vertx.vertx();
    TestBed testBed = new TestBed(vertx, programs, files, length, layout);
    try (FlightFixture flights =
        new FlightFixture(vertx, testBed.databases().mongoUrl(), BenchCleanup.READS)) {
      flights.fill(AIRPORTS, FLIGHTS_PER_AIRPORT, Duration.ofMinutes(15));
    }
    ServiceApi.register(testBed.userManager(), READER, READER);
    for (String airport : AIRPORTS) {
      ServiceApi.follow(testBed.dataCollector(), READER, airport);
    }
    return new Benchmark(vertx, testBed, other);
  }

  /** Describes the databases, without secrets. */
  public String databases() throws Exception {
    return testBed.commands().describe();
  }

  /**
   * Measures, and removes the benchmark data from the databases.
   *
   * @param only a part of the names of the rows to measure; empty: all rows
   */
  public List<RowResult> run(String only) throws Exception {
    List<Scenario> selected =
        other.map(this::against).orElseGet(this::scenarios).stream()
            .filter(scenario -> scenario.rows().stream().anyMatch(r -> r.name().contains(only)))
            .toList();
    for (Scenario scenario : selected) {
      scenario.check();
    }
    List<RowResult> results = new ArrayList<>();
    for (Scenario scenario : selected) {
      results.addAll(new Measurement(scenario, testBed.length()).run());
    }
    testBed.cleanup().remove();
    if (results.isEmpty()) {
      throw new IllegalArgumentException("no row has a name that contains " + only);
    }
    return results;
  }

  private List<Scenario> scenarios() {
    Stream<Scenario> quick =
        Stream.of(
            new ReadScenario(testBed, LAST_READ, LAST),
            new ReadScenario(testBed, AVERAGE_READ, AVERAGE),
            new ReadScenario(testBed, PAGE_READ, PAGE),
            new UncachedReadScenario(testBed, AIRPORTS.get(0)),
            new TokenScenario(testBed, OWN_PAGE, READER),
            new GatewayScenario(testBed, LAST),
            new RegistrationScenario(testBed),
            new SaveScenario(testBed),
            new MemoryScenario(testBed, HttpRequests.get(PAGE)));
    Stream<Scenario> slow =
        testBed.length().isBrief()
            ? Stream.of()
            : Stream.of(
                // Short, but the smoke test is to stay under five minutes.
                new CheckUserScenario(testBed),
                new StartScenario(testBed),
                new CollectionScenario(testBed),
                new ScaleScenario(testBed));
    return Stream.concat(quick, slow).toList();
  }

  private List<Scenario> against(OtherServer server) {
    return Stream.of(
            ContractRequest.get(LAST_READ.name(), LAST, "firstSeen"),
            ContractRequest.get(AVERAGE_READ.name(), AVERAGE, "average_flights"),
            ContractRequest.get(PAGE_READ.name(), PAGE, "total_flights_found"),
            ContractRequest.registration(RegistrationScenario.NEW.name()))
        .<Scenario>map(
            request ->
                new AgainstScenario(
                    vertx,
                    testBed.length(),
                    request.isRegistration() ? testBed.userManager() : testBed.dataCollector(),
                    server,
                    request))
        .toList();
  }

  private static BenchmarkRow read(String name, double least) {
    return new BenchmarkRow(name, "requests/s", RatioTarget.atLeast(least));
  }

  @Override
  public void close() {
    vertx.close().onFailure(e -> log.warn("Vert.x did not close", e));
  }
}
