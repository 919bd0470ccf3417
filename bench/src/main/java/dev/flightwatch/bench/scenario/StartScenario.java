package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.floor.BareServers;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import dev.flightwatch.bench.report.RoundFigures;
import dev.flightwatch.bench.scenario.RunningService.Ports;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Compares the time from the start of a process until it is ready with that of a bare program. */
final class StartScenario implements Scenario {
  private static final BenchmarkRow USER_MANAGER = row("user manager");
  private static final BenchmarkRow DATA_COLLECTOR = row("data collector");

  private final TestBed testBed;

  StartScenario(TestBed testBed) {
    this.testBed = testBed;
  }

  private static BenchmarkRow row(String service) {
    return new BenchmarkRow("start to ready, " + service, "ms", RatioTarget.atMost(2.5));
  }

  @Override
  public List<BenchmarkRow> rows() {
    return List.of(USER_MANAGER, DATA_COLLECTOR);
  }

  @Override
  public List<RoundFigures> round() throws Exception {
    double bare = millisToReady(this::bare);
    double userManager =
        millisToReady(p -> testBed.startUserManager(p, testBed.dataCollector().ports()).program());
    double dataCollector =
        millisToReady(
            p -> testBed.startDataCollector(p, testBed.userManager().ports(), Map.of()).program());
    return List.of(RoundFigures.of(bare, userManager), RoundFigures.of(bare, dataCollector));
  }

  private Program bare(Ports ports) throws IOException {
    return testBed.start(
        ProgramSpec.of(
            "floor",
            BareServers.class,
            Integer.toString(ports.http()),
            Integer.toString(ports.grpc()),
            Integer.toString(ports.management())));
  }

  /** Starts a program on these ports. */
  private interface Start {
    Program on(Ports ports) throws IOException;
  }

  private double millisToReady(Start start) throws IOException {
    Ports ports = TestBed.ports();
    long begin = System.nanoTime();
    Program started = start.on(ports);
    try {
      started.awaitReady(ports.management());
      return (System.nanoTime() - begin) / 1e6;
    } finally {
      testBed.stop(started);
    }
  }
}
