package dev.flightwatch.bench.row;

import dev.flightwatch.bench.floor.FlightRow;
import dev.flightwatch.bench.load.HttpLanes;
import dev.flightwatch.bench.load.HttpRequests;
import dev.flightwatch.bench.load.Load;
import dev.flightwatch.bench.load.LoadResult;
import dev.flightwatch.bench.program.FreePorts;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.Pair;
import dev.flightwatch.bench.report.Row;
import dev.flightwatch.bench.report.Target;
import dev.flightwatch.embedded.opensky.EmulatorMain;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads at a constant rate, half of the highest, without and with a collection beside them: while
 * somebody follows the airports, all of them are read from an emulator every few seconds.
 */
final class CollectionScenario implements Scenario {
  private static final Row ROW =
      new Row("p99 of reads, 50 airports collected", "ms", Target.atMost(2));
  private static final int AIRPORTS = 50;
  private static final int FLIGHTS_OF_EACH = 30;
  private static final int OK = 200;
  private static final double P99 = 0.99;

  /** Many, as readers are: on few, all would wait behind the first that MongoDB is asked for. */
  private static final int CONNECTIONS = 256;

  private static final String EMAIL = "follower" + Leftovers.DOMAIN;

  /** A period as short as this, so that a collection runs most of the time. */
  private static final String PERIOD_SECONDS = "2";

  private final Stage stage;
  private final List<String> airports = FlightStock.airports(AIRPORTS);
  private Program emulator;
  private Service collector;
  private Load load;
  private double rate;

  CollectionScenario(Stage stage) {
    this.stage = stage;
  }

  @Override
  public List<Row> rows() {
    return List.of(ROW);
  }

  @Override
  public void prepare() throws Exception {
    emulator = startEmulator();
    Map<String, String> environment = new HashMap<>(credentials());
    environment.put("MONGO_DATABASE", Leftovers.COLLECTION);
    environment.put("POLL_INTERVAL_SECONDS", PERIOD_SECONDS);
    // The emulator's day has credits enough: nothing is kept back.
    environment.put("OPENSKY_DAILY_CREDITS", "0");
    collector =
        stage
            .startDataCollector(Stage.ports(), stage.userManager().ports(), environment)
            .awaitReady();
    Api.register(stage.userManager(), EMAIL, EMAIL);
    followAll();
    load =
        new Load(
            stage.vertx(),
            new HttpLanes(collector.ports().http(), HttpRequests.inTurn(reads()), OK),
            CONNECTIONS);
    WarmUp.of(collector.program(), stage.effort().warmUp(), load);
    Api.followNothing(collector, EMAIL);
    rate = Await.result(load.closed(stage.effort().time())).orFail("reads").perSecond() / 2;
  }

  private Program startEmulator() throws IOException {
    Path recordings = Files.createTempDirectory(stage.files(), "recordings");
    Instant now = Instant.now();
    for (int a = 0; a < AIRPORTS; a++) {
      String airport = airports.get(a);
      int first = a * FLIGHTS_OF_EACH;
      JsonArray flights = new JsonArray();
      for (int i = 0; i < FLIGHTS_OF_EACH; i++) {
        flights.add(FlightRow.of(first + i, airport, now.minusSeconds(60L * i)));
      }
      Files.writeString(recordings.resolve("departures_" + airport + ".json"), flights.encode());
    }
    String port = Integer.toString(FreePorts.find(1).get(0));
    ProgramSpec spec =
        ProgramSpec.of(
            "emulator",
            EmulatorMain.class,
            "--port",
            port,
            "--recordings",
            recordings.toString(),
            "--credits",
            "2000000000");
    return stage.startBeside(spec);
  }

  /** As the emulator prints them. */
  private Map<String, String> credentials() {
    Map<String, String> variables = new HashMap<>();
    for (String variable :
        List.of(
            "OPENSKY_API_URL", "OPENSKY_TOKEN_URL", "OPENSKY_CLIENT_ID", "OPENSKY_CLIENT_SECRET")) {
      Matcher printed = emulator.awaitPrinted("^" + variable + "=(.*)$");
      variables.put(variable, printed.group(1));
    }
    return variables;
  }

  private List<Buffer> reads() {
    return IntStream.range(0, AIRPORTS)
        .mapToObj(airports::get)
        .flatMap(
            airport ->
                Stream.of(
                    "/flights/last?airport=" + airport,
                    "/flights/average?airport=" + airport + "&days=7"))
        .map(path -> HttpRequests.get(path).get())
        .toList();
  }

  private void followAll() throws Exception {
    for (String airport : airports) {
      Api.follow(collector, EMAIL, airport);
    }
  }

  @Override
  public List<Pair> round() throws Exception {
    double alone = p99();
    followAll();
    double beside = p99();
    Api.followNothing(collector, EMAIL);
    return List.of(
        new Pair(alone, beside, String.format(Locale.ROOT, "at %,.0f requests/s", rate)));
  }

  private double p99() throws Exception {
    LoadResult result = Await.result(load.open(rate, stage.effort().time()));
    return result.orFail("reads at half of the highest load").millisOf(P99);
  }

  @Override
  public void close() {
    if (collector != null) {
      stage.end(collector.program());
    }
    if (emulator != null) {
      stage.end(emulator);
    }
  }
}
