package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.load.HttpLoadTarget;
import dev.flightwatch.bench.load.LoadGenerator;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import dev.flightwatch.bench.report.RoundFigures;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Supplier;

/** Compares the peak resident memory of each service, after another load, with a budget. */
final class MemoryScenario implements Scenario {
  private static final double BUDGET_MIB = 256;
  private static final int OK = 200;
  private static final int CREATED = 201;

  private final TestBed testBed;
  private final Supplier<Buffer> reads;

  /**
   * @param reads requests with the largest responses of the data collector
   */
  MemoryScenario(TestBed testBed, Supplier<Buffer> reads) {
    this.testBed = testBed;
    this.reads = reads;
  }

  private static BenchmarkRow row(String service) {
    return new BenchmarkRow(
        "resident memory, %s, -Xmx%dm".formatted(service, TestBed.HEAP_MIB),
        "MiB",
        RatioTarget.atMost(1));
  }

  @Override
  public List<BenchmarkRow> rows() {
    return List.of(row("user manager"), row("data collector"));
  }

  @Override
  public List<RoundFigures> round() throws Exception {
    load(testBed.userManager(), RegistrationScenario.newUsers(), CREATED);
    load(testBed.dataCollector(), reads, OK);
    return List.of(pair(testBed.userManager()), pair(testBed.dataCollector()));
  }

  private void load(RunningService service, Supplier<Buffer> requests, int expected)
      throws Exception {
    HttpLoadTarget target = new HttpLoadTarget(service.ports().http(), requests, expected);
    LoadGenerator load =
        new LoadGenerator(testBed.vertx(), target, RegistrationScenario.CONNECTIONS);
    BlockingFutures.await(load.closed(testBed.length().time().dividedBy(2)));
  }

  private static RoundFigures pair(RunningService service) throws Exception {
    return new RoundFigures(
        BUDGET_MIB, service.program().peakResidentMib(), "the floor is the budget");
  }
}
