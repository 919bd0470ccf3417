package dev.flightwatch.bench.row;

import dev.flightwatch.bench.floor.Saves;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.Pair;
import dev.flightwatch.bench.report.Row;
import dev.flightwatch.bench.report.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A collection's save, beside the driver's bulk upsert. */
final class SaveScenario implements Scenario {
  private static final Row ROW = new Row("save of 10,000 flights", "ms", Target.atMost(1.3));
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** One of them is over too soon: a pause of the garbage collector would decide. */
  private static final int SAVES = 3;

  private final Stage stage;
  private Program both;

  SaveScenario(Stage stage) {
    this.stage = stage;
  }

  @Override
  public List<Row> rows() {
    return List.of(ROW);
  }

  @Override
  public void prepare() throws Exception {
    both =
        stage.start(
            ProgramSpec.of("saves", Saves.class)
                .with(
                    Map.of(
                        "MONGO_URL",
                        stage.databases().mongoUrl(),
                        "MONGO_DATABASE",
                        Leftovers.SAVES)));
    both.awaitPrinted("^ready");
    WarmUp.of(both, stage.effort().warmUp(), (Duration time) -> round());
  }

  @Override
  public List<Pair> round() {
    double floor = 0;
    double ours = 0;
    for (int i = 0; i < SAVES; i++) {
      floor += millis("floor");
      ours += millis("ours");
    }
    return List.of(Pair.of(floor / SAVES, ours / SAVES));
  }

  private double millis(String side) {
    return Long.parseLong(both.ask(side, PATIENCE)[0]) / 1e6;
  }

  @Override
  public void close() {
    if (both != null) {
      stage.end(both);
    }
  }
}
