package dev.flightwatch.bench.row;

import dev.flightwatch.bench.load.HttpLanes;
import dev.flightwatch.bench.load.Load;
import dev.flightwatch.bench.report.Pair;
import dev.flightwatch.bench.report.Row;
import dev.flightwatch.bench.report.Target;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Supplier;

/** The most memory that each service has had resident, after a further load. */
final class MemoryScenario implements Scenario {
  private static final double BUDGET_MIB = 256;
  private static final int OK = 200;
  private static final int CREATED = 201;

  private final Stage stage;
  private final Supplier<Buffer> reads;

  /**
   * @param reads the largest answers that the data collector gives
   */
  MemoryScenario(Stage stage, Supplier<Buffer> reads) {
    this.stage = stage;
    this.reads = reads;
  }

  private static Row row(String service) {
    return new Row(
        "resident memory, %s, -Xmx%dm".formatted(service, Stage.HEAP_MIB), "MiB", Target.atMost(1));
  }

  @Override
  public List<Row> rows() {
    return List.of(row("user manager"), row("data collector"));
  }

  @Override
  public void prepare() {
    // The rows before this one have loaded both.
  }

  @Override
  public List<Pair> round() throws Exception {
    load(stage.userManager(), RegistrationScenario.newUsers(), CREATED);
    load(stage.dataCollector(), reads, OK);
    return List.of(pair(stage.userManager()), pair(stage.dataCollector()));
  }

  private void load(Service service, Supplier<Buffer> requests, int expected) throws Exception {
    HttpLanes lanes = new HttpLanes(service.ports().http(), requests, expected);
    Load load = new Load(stage.vertx(), lanes, RegistrationScenario.CONNECTIONS);
    Await.result(load.closed(stage.effort().time().dividedBy(2)));
  }

  private static Pair pair(Service service) throws Exception {
    return new Pair(
        BUDGET_MIB, service.program().peakResidentMib(), "the floor is what it may take");
  }

  @Override
  public void close() {
    // Nothing was started.
  }
}
