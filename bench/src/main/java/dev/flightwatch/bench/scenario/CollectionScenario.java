package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.floor.SampleFlight;
import dev.flightwatch.bench.load.HttpLoadTarget;
import dev.flightwatch.bench.load.HttpRequests;
import dev.flightwatch.bench.load.LoadGenerator;
import dev.flightwatch.bench.load.LoadResult;
import dev.flightwatch.bench.program.FreePorts;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import dev.flightwatch.bench.report.RoundFigures;
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
 * Compares the latency of reads, at half of the maximum rate, without and with a collection at the
 * same time. While a user follows the airports, all of them are collected from an emulator every
 * few seconds.
 */
final class CollectionScenario implements Scenario {
  private static final BenchmarkRow ROW =
      new BenchmarkRow("p99 of reads, 50 airports collected", "ms", RatioTarget.atMost(2));
  private static final int AIRPORTS = 50;
  private static final int FLIGHTS_PER_AIRPORT = 30;
  private static final int OK = 200;
  private static final double P99 = 0.99;

  /** Many connections: on a few, all requests would wait behind one MongoDB query. */
  private static final int CONNECTIONS = 256;

  private static final String EMAIL = "follower" + BenchCleanup.DOMAIN;

  /** Short, so that a collection runs most of the time. */
  private static final String PERIOD_SECONDS = "2";

  private final TestBed testBed;
  private final List<String> airports = FlightFixture.airports(AIRPORTS);
  private Program emulator;
  private RunningService collector;
  private LoadGenerator load;
  private double rate;

  CollectionScenario(TestBed testBed) {
    this.testBed = testBed;
  }

  @Override
  public List<BenchmarkRow> rows() {
    return List.of(ROW);
  }

  @Override
  public void prepare() throws Exception {
    emulator = startEmulator();
    Map<String, String> environment = new HashMap<>(credentials());
    environment.put("MONGO_DATABASE", BenchCleanup.COLLECTION);
    environment.put("POLL_INTERVAL_SECONDS", PERIOD_SECONDS);
    environment.put("BACKFILL_DAYS", "0");
    // No limit; the emulator has enough credits.
    environment.put("OPENSKY_DAILY_CREDITS", "0");
    collector =
        testBed
            .startDataCollector(TestBed.ports(), testBed.userManager().ports(), environment)
            .awaitReady();
    ServiceApi.register(testBed.userManager(), EMAIL, EMAIL);
    followAll();
    load =
        new LoadGenerator(
            testBed.vertx(),
            new HttpLoadTarget(collector.ports().http(), HttpRequests.roundRobin(reads()), OK),
            CONNECTIONS);
    WarmUp.of(collector.program(), testBed.length().warmUp(), load);
    ServiceApi.unfollowAll(collector, EMAIL);
    rate =
        BlockingFutures.await(load.closed(testBed.length().time())).orFail("reads").perSecond() / 2;
  }

  private Program startEmulator() throws IOException {
    Path recordings = Files.createTempDirectory(testBed.files(), "recordings");
    Instant now = Instant.now();
    for (int a = 0; a < AIRPORTS; a++) {
      String airport = airports.get(a);
      int first = a * FLIGHTS_PER_AIRPORT;
      JsonArray flights = new JsonArray();
      for (int i = 0; i < FLIGHTS_PER_AIRPORT; i++) {
        flights.add(SampleFlight.of(first + i, airport, now.minusSeconds(60L * i)));
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
    return testBed.startUnmeasured(spec);
  }

  /** Returns the variables that the emulator prints. */
  private Map<String, String> credentials() {
    Map<String, String> variables = new HashMap<>();
    for (String variable :
        List.of(
            "OPENSKY_API_URL", "OPENSKY_TOKEN_URL", "OPENSKY_CLIENT_ID", "OPENSKY_CLIENT_SECRET")) {
      Matcher printed = emulator.awaitOutput("^" + variable + "=(.*)$");
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
      ServiceApi.follow(collector, EMAIL, airport);
    }
  }

  @Override
  public List<RoundFigures> round() throws Exception {
    double without = p99();
    followAll();
    double with = p99();
    ServiceApi.unfollowAll(collector, EMAIL);
    return List.of(
        new RoundFigures(without, with, String.format(Locale.ROOT, "at %,.0f requests/s", rate)));
  }

  private double p99() throws Exception {
    LoadResult result = BlockingFutures.await(load.open(rate, testBed.length().time()));
    return result.orFail("reads at half of the maximum rate").millisOf(P99);
  }

  @Override
  public void close() {
    if (collector != null) {
      testBed.stop(collector.program());
    }
    if (emulator != null) {
      testBed.stop(emulator);
    }
  }
}
