package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.floor.DriverReads;
import dev.flightwatch.bench.load.HttpLoadTarget;
import dev.flightwatch.bench.load.HttpRequests;
import dev.flightwatch.bench.load.LoadGenerator;
import dev.flightwatch.bench.program.FreePorts;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import dev.flightwatch.bench.report.RoundFigures;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares responses that a data collector without a response cache makes of stored documents with
 * a bare server that reads the same documents. One request at a time, because those for the same
 * response share one query.
 */
final class UncachedReadScenario implements Scenario {
  private static final BenchmarkRow PAGE =
      new BenchmarkRow(
          "GET /airports/{code}/flights, 500 a page, uncached", "ms", RatioTarget.atMost(2));
  private static final BenchmarkRow STATISTICS =
      new BenchmarkRow(
          "GET /airports/{code}/statistics, 400 days, uncached", "ms", RatioTarget.atMost(3));
  private static final int DAYS = 400;
  private static final int OK = 200;
  private static final double MEDIAN = 0.5;

  /** No user follows it, so that nothing counts its days again. */
  private static final String COUNTED = "B100";

  private final TestBed testBed;
  private final List<String> paths;
  private RunningService service;
  private Program floor;
  private int floorPort;

  /**
   * @param airport one with 500 departures in the last six days
   */
  UncachedReadScenario(TestBed testBed, String airport) {
    this.testBed = testBed;
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    LocalDate to = yesterday();
    paths =
        List.of(
            "/airports/%s/flights?limit=500&from=%s&to=%s"
                .formatted(airport, now.minus(Duration.ofDays(6)), now),
            "/airports/%s/statistics?from=%s&to=%s".formatted(COUNTED, to.minusDays(DAYS - 1), to));
  }

  private static LocalDate yesterday() {
    return LocalDate.now(ZoneOffset.UTC).minusDays(1);
  }

  @Override
  public List<BenchmarkRow> rows() {
    return List.of(PAGE, STATISTICS);
  }

  @Override
  public void prepare() throws Exception {
    try (DayCountFixture days =
        new DayCountFixture(testBed.vertx(), testBed.databases().mongoUrl(), BenchCleanup.READS)) {
      days.fill(COUNTED, yesterday(), 2 * DAYS);
    }
    service =
        testBed
            .startDataCollector(
                TestBed.ports(), testBed.userManager().ports(), Map.of("ANSWER_CACHE_SECONDS", "0"))
            .awaitReady();
    startFloor();
    Duration warmUp = testBed.length().warmUp();
    for (String path : paths) {
      WarmUp.of(floor, warmUp, load(floorPort, path));
      WarmUp.of(service.program(), warmUp, load(service.ports().http(), path));
    }
  }

  private void startFloor() throws Exception {
    Path statistics = Files.createTempFile(testBed.files(), "statistics", ".json");
    Files.write(statistics, ServiceApi.get(service, paths.get(1)));
    floorPort = FreePorts.find(1).get(0);
    floor =
        testBed.start(
            ProgramSpec.of(
                    "floor", DriverReads.class, Integer.toString(floorPort), statistics.toString())
                .with(
                    Map.of(
                        "MONGO_URL",
                        testBed.databases().mongoUrl(),
                        "MONGO_DATABASE",
                        BenchCleanup.READS)));
    floor.awaitOutput("^ready");
    for (String path : paths) {
      JsonObject ours = ServiceApi.json(service.ports().http(), path);
      if (!ours.equals(ServiceApi.json(floorPort, path))) {
        throw new IllegalStateException("the floor returns another body for " + path);
      }
    }
  }

  private LoadGenerator load(int port, String path) {
    return new LoadGenerator(
        testBed.vertx(), new HttpLoadTarget(port, HttpRequests.get(path), OK), 1);
  }

  @Override
  public List<RoundFigures> round() throws Exception {
    Duration time = testBed.length().time().dividedBy(2);
    List<RoundFigures> figures = new ArrayList<>();
    for (String path : paths) {
      MeasuredLoad bare = MeasuredLoad.closed("the floor", load(floorPort, path), floor, time);
      MeasuredLoad ours =
          MeasuredLoad.closed(path, load(service.ports().http(), path), service.program(), time);
      figures.add(
          new RoundFigures(
              bare.result().millisOf(MEDIAN),
              ours.result().millisOf(MEDIAN),
              MeasuredLoad.note(bare, ours)));
    }
    return figures;
  }

  @Override
  public void close() {
    if (service != null) {
      testBed.stop(service.program());
    }
    if (floor != null) {
      testBed.stop(floor);
    }
  }
}
