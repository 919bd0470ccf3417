package dev.flightwatch.bench.row;

import dev.flightwatch.bench.floor.ConstantRoute;
import dev.flightwatch.bench.load.HttpLanes;
import dev.flightwatch.bench.load.HttpRequests;
import dev.flightwatch.bench.load.Load;
import dev.flightwatch.bench.program.FreePorts;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.Pair;
import dev.flightwatch.bench.report.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A GET of the data collector, beside a bare route that answers the same bytes from memory. */
final class ReadScenario implements Scenario {
  static final int CONNECTIONS = 32;
  private static final int OK = 200;

  private final Stage stage;
  private final Row row;
  private final String path;
  private Program floor;
  private Load floorLoad;
  private Load oursLoad;

  ReadScenario(Stage stage, Row row, String path) {
    this.stage = stage;
    this.row = row;
    this.path = path;
  }

  @Override
  public List<Row> rows() {
    return List.of(row);
  }

  @Override
  public void prepare() throws Exception {
    int port = FreePorts.find(1).get(0);
    Path body = Files.createTempFile(stage.files(), "body", ".json");
    Files.write(body, Api.get(stage.dataCollector(), path));
    String route = path.replaceAll("\\?.*", "");
    floor =
        stage.start(
            ProgramSpec.of(
                "floor", ConstantRoute.class, route, Integer.toString(port), body.toString()));
    floor.awaitPrinted("^ready");
    floorLoad = load(port);
    oursLoad = load(stage.dataCollector().ports().http());
    Duration warmUp = stage.effort().warmUp();
    WarmUp.of(floor, warmUp, floorLoad);
    WarmUp.of(stage.dataCollector().program(), warmUp, oursLoad);
  }

  private Load load(int port) {
    HttpLanes lanes = new HttpLanes(port, HttpRequests.get(path), OK);
    return new Load(stage.vertx(), lanes, CONNECTIONS);
  }

  @Override
  public List<Pair> round() throws Exception {
    Duration time = stage.effort().time();
    Loaded bare = Loaded.closed("the floor", floorLoad, floor, time);
    Loaded ours = Loaded.closed(row.name(), oursLoad, stage.dataCollector().program(), time);
    return List.of(new Pair(bare.perSecond(), ours.perSecond(), Loaded.note(bare, ours)));
  }

  @Override
  public void close() {
    if (floor != null) {
      stage.end(floor);
    }
  }
}
