package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.floor.ConstantRoute;
import dev.flightwatch.bench.load.HttpLoadTarget;
import dev.flightwatch.bench.load.HttpRequests;
import dev.flightwatch.bench.load.LoadGenerator;
import dev.flightwatch.bench.program.FreePorts;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RoundFigures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Compares a GET of the data collector with a bare route that returns the same bytes. */
final class ReadScenario implements Scenario {
  static final int CONNECTIONS = 32;
  private static final int OK = 200;

  private final TestBed testBed;
  private final BenchmarkRow row;
  private final String path;
  private Program floor;
  private LoadGenerator floorLoad;
  private LoadGenerator oursLoad;

  ReadScenario(TestBed testBed, BenchmarkRow row, String path) {
    this.testBed = testBed;
    this.row = row;
    this.path = path;
  }

  @Override
  public List<BenchmarkRow> rows() {
    return List.of(row);
  }

  @Override
  public void prepare() throws Exception {
    int port = FreePorts.find(1).get(0);
    Path body = Files.createTempFile(testBed.files(), "body", ".json");
    Files.write(body, ServiceApi.get(testBed.dataCollector(), path));
    String route = path.replaceAll("\\?.*", "");
    floor =
        testBed.start(
            ProgramSpec.of(
                "floor", ConstantRoute.class, route, Integer.toString(port), body.toString()));
    floor.awaitOutput("^ready");
    floorLoad = load(port);
    oursLoad = load(testBed.dataCollector().ports().http());
    Duration warmUp = testBed.length().warmUp();
    WarmUp.of(floor, warmUp, floorLoad);
    WarmUp.of(testBed.dataCollector().program(), warmUp, oursLoad);
  }

  private LoadGenerator load(int port) {
    HttpLoadTarget target = new HttpLoadTarget(port, HttpRequests.get(path), OK);
    return new LoadGenerator(testBed.vertx(), target, CONNECTIONS);
  }

  @Override
  public List<RoundFigures> round() throws Exception {
    Duration time = testBed.length().time();
    MeasuredLoad bare = MeasuredLoad.closed("the floor", floorLoad, floor, time);
    MeasuredLoad ours =
        MeasuredLoad.closed(row.name(), oursLoad, testBed.dataCollector().program(), time);
    return List.of(
        new RoundFigures(bare.perSecond(), ours.perSecond(), MeasuredLoad.note(bare, ours)));
  }

  @Override
  public void close() {
    if (floor != null) {
      testBed.stop(floor);
    }
  }
}
