package dev.flightwatch.bench.row;

import dev.flightwatch.bench.floor.BareListeners;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.Pair;
import dev.flightwatch.bench.report.Row;
import dev.flightwatch.bench.report.Target;
import dev.flightwatch.bench.row.Service.Ports;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** From the start of a process until its management port says that it is ready. */
final class StartScenario implements Scenario {
  private static final Row USER_MANAGER = row("user manager");
  private static final Row DATA_COLLECTOR = row("data collector");

  private final Stage stage;

  StartScenario(Stage stage) {
    this.stage = stage;
  }

  private static Row row(String service) {
    return new Row("start to ready, " + service, "ms", Target.atMost(2));
  }

  @Override
  public List<Row> rows() {
    return List.of(USER_MANAGER, DATA_COLLECTOR);
  }

  @Override
  public void prepare() {
    // What is measured is cold.
  }

  @Override
  public List<Pair> round() throws Exception {
    double bare = millisToReady(this::bare);
    double userManager =
        millisToReady(p -> stage.startUserManager(p, stage.dataCollector().ports()).program());
    double dataCollector =
        millisToReady(
            p -> stage.startDataCollector(p, stage.userManager().ports(), Map.of()).program());
    return List.of(Pair.of(bare, userManager), Pair.of(bare, dataCollector));
  }

  private Program bare(Ports ports) throws IOException {
    return stage.start(
        ProgramSpec.of(
            "floor",
            BareListeners.class,
            Integer.toString(ports.http()),
            Integer.toString(ports.grpc()),
            Integer.toString(ports.management())));
  }

  /** Starts something on ports. */
  private interface Start {
    Program on(Ports ports) throws IOException;
  }

  private double millisToReady(Start start) throws IOException {
    Ports ports = Stage.ports();
    long begin = System.nanoTime();
    Program started = start.on(ports);
    try {
      started.awaitReady(ports.management());
      return (System.nanoTime() - begin) / 1e6;
    } finally {
      stage.end(started);
    }
  }

  @Override
  public void close() {
    // Each round ends what it started.
  }
}
