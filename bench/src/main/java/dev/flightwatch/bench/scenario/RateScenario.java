package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.load.LoadGenerator;
import dev.flightwatch.bench.load.LoadTarget;
import dev.flightwatch.bench.program.FreePorts;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RoundFigures;
import java.time.Duration;
import java.util.List;

/** Compares the rate at which a service responds with that of a bare server. */
abstract class RateScenario implements Scenario {
  static final int REQUESTS_AT_ONCE = 32;

  private final TestBed testBed;
  private final BenchmarkRow row;
  private final Program service;
  private final int port;
  private Program floor;
  private LoadGenerator floorLoad;
  private LoadGenerator oursLoad;

  /**
   * @param port the port of the service that receives the requests
   */
  RateScenario(TestBed testBed, BenchmarkRow row, Program service, int port) {
    this.testBed = testBed;
    this.row = row;
    this.service = service;
    this.port = port;
  }

  /** Returns the bare server, which prints that it is ready. */
  abstract ProgramSpec floorOn(int port) throws Exception;

  /** Returns the requests, and prepares the service for them. */
  abstract LoadTarget requestsTo(int port) throws Exception;

  @Override
  public List<BenchmarkRow> rows() {
    return List.of(row);
  }

  @Override
  public void prepare() throws Exception {
    int floorPort = FreePorts.find(1).get(0);
    floor = testBed.start(floorOn(floorPort));
    floor.awaitOutput("^ready");
    floorLoad = new LoadGenerator(testBed.vertx(), requestsTo(floorPort), REQUESTS_AT_ONCE);
    oursLoad = new LoadGenerator(testBed.vertx(), requestsTo(port), REQUESTS_AT_ONCE);
    Duration warmUp = testBed.length().warmUp();
    WarmUp.of(floor, warmUp, floorLoad);
    WarmUp.of(service, warmUp, oursLoad);
  }

  @Override
  public List<RoundFigures> round() throws Exception {
    Duration time = testBed.length().time();
    MeasuredLoad bare = MeasuredLoad.closed("the floor", floorLoad, floor, time);
    MeasuredLoad ours = MeasuredLoad.closed(row.name(), oursLoad, service, time);
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
