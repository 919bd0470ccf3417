package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.floor.SaveComparison;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import dev.flightwatch.bench.report.RoundFigures;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Compares the save of a collection with a bulk upsert of the driver. */
final class SaveScenario implements Scenario {
  private static final BenchmarkRow ROW =
      new BenchmarkRow("save of 10,000 flights", "ms", RatioTarget.atMost(1.3));
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** Several, because a garbage collection would dominate the time of one. */
  private static final int SAVES = 3;

  private final TestBed testBed;
  private Program both;

  SaveScenario(TestBed testBed) {
    this.testBed = testBed;
  }

  @Override
  public List<BenchmarkRow> rows() {
    return List.of(ROW);
  }

  @Override
  public void prepare() throws Exception {
    both =
        testBed.start(
            ProgramSpec.of("saves", SaveComparison.class)
                .with(
                    Map.of(
                        "MONGO_URL",
                        testBed.databases().mongoUrl(),
                        "MONGO_DATABASE",
                        BenchCleanup.SAVES)));
    both.awaitOutput("^ready");
    WarmUp.of(both, testBed.length().warmUp(), (Duration time) -> round());
  }

  @Override
  public List<RoundFigures> round() {
    double floor = 0;
    double ours = 0;
    for (int i = 0; i < SAVES; i++) {
      floor += millis("floor");
      ours += millis("ours");
    }
    return List.of(RoundFigures.of(floor / SAVES, ours / SAVES));
  }

  private double millis(String side) {
    return Long.parseLong(both.execute(side, TIMEOUT)[0]) / 1e6;
  }

  @Override
  public void close() {
    if (both != null) {
      testBed.stop(both);
    }
  }
}
