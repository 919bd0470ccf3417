package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.floor.BareProxy;
import dev.flightwatch.bench.load.HttpLoadTarget;
import dev.flightwatch.bench.load.HttpRequests;
import dev.flightwatch.bench.load.LoadGenerator;
import dev.flightwatch.bench.program.FreePorts;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import dev.flightwatch.bench.report.RoundFigures;
import dev.flightwatch.bench.scenario.RunningService.Ports;
import dev.flightwatch.gateway.GatewayVerticle;
import dev.flightwatch.toolkit.launch.VertxRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Compares a GET through the gateway with the same GET of the data collector itself, and through a
 * bare proxy.
 */
final class GatewayScenario implements Scenario {
  private static final BenchmarkRow RATE =
      BenchmarkRow.withoutTarget("GET /flights/last through the gateway, to direct", "requests/s");
  private static final BenchmarkRow BARE =
      new BenchmarkRow(
          "GET /flights/last through the gateway, to a bare proxy",
          "requests/s",
          RatioTarget.atLeast(0.85));
  private static final BenchmarkRow MEDIAN =
      new BenchmarkRow(
          "median through the gateway, to direct and 0.2 ms", "ms", RatioTarget.atMost(1));

  private static final double ALLOWED_MILLIS = 0.2;
  private static final int OK = 200;

  private final TestBed testBed;
  private final String path;
  private RunningService gateway;
  private Program bareProxy;
  private LoadGenerator direct;
  private LoadGenerator through;
  private LoadGenerator throughBare;
  private LoadGenerator singleDirect;
  private LoadGenerator singleThrough;

  GatewayScenario(TestBed testBed, String path) {
    this.testBed = testBed;
    this.path = path;
  }

  @Override
  public List<BenchmarkRow> rows() {
    return List.of(RATE, BARE, MEDIAN);
  }

  @Override
  public void prepare() throws Exception {
    gateway = start(TestBed.ports()).awaitReady();
    int service = testBed.dataCollector().ports().http();
    int barePort = FreePorts.find(1).get(0);
    bareProxy =
        testBed.start(
            ProgramSpec.of(
                "bare proxy",
                BareProxy.class,
                Integer.toString(barePort),
                Integer.toString(service)));
    bareProxy.awaitOutput("^ready");
    direct = load(service, path, RateScenario.REQUESTS_AT_ONCE);
    throughBare = load(barePort, path, RateScenario.REQUESTS_AT_ONCE);
    through = load(gateway.ports().http(), "/api" + path, RateScenario.REQUESTS_AT_ONCE);
    singleDirect = load(service, path, 1);
    singleThrough = load(gateway.ports().http(), "/api" + path, 1);
    WarmUp.of(testBed.dataCollector().program(), testBed.length().warmUp(), direct);
    WarmUp.of(bareProxy, testBed.length().warmUp(), throughBare);
    WarmUp.of(gateway.program(), testBed.length().warmUp(), through);
  }

  private RunningService start(Ports own) throws IOException {
    Map<String, String> environment =
        Map.of(
            "GATEWAY_HTTP_PORT",
            Integer.toString(own.http()),
            "GATEWAY_MANAGEMENT_PORT",
            Integer.toString(own.management()),
            "USER_MANAGER_HTTP",
            "127.0.0.1:" + testBed.userManager().ports().http(),
            "DATA_COLLECTOR_HTTP",
            "127.0.0.1:" + testBed.dataCollector().ports().http(),
            // All requests come from one client.
            "GATEWAY_CLIENT_REQUESTS",
            "1000000");
    return new RunningService(
        testBed.start(
            ProgramSpec.of("gateway", VertxRun.class, GatewayVerticle.class.getName())
                .with(environment)),
        own);
  }

  private LoadGenerator load(int port, String target, int requestsAtOnce) {
    return new LoadGenerator(
        testBed.vertx(), new HttpLoadTarget(port, HttpRequests.get(target), OK), requestsAtOnce);
  }

  @Override
  public List<RoundFigures> round() throws Exception {
    Duration time = testBed.length().time();
    MeasuredLoad alone = direct(direct, time);
    MeasuredLoad bare = MeasuredLoad.closed("the bare proxy", throughBare, bareProxy, time);
    MeasuredLoad ours = through(through, time);
    double directMedian = direct(singleDirect, time.dividedBy(2)).result().millisOf(0.5);
    double median = through(singleThrough, time.dividedBy(2)).result().millisOf(0.5);
    return List.of(
        new RoundFigures(alone.perSecond(), ours.perSecond(), MeasuredLoad.note(alone, ours)),
        new RoundFigures(bare.perSecond(), ours.perSecond(), MeasuredLoad.note(bare, ours)),
        new RoundFigures(
            directMedian + ALLOWED_MILLIS, median, "direct: %.3f ms".formatted(directMedian)));
  }

  private MeasuredLoad direct(LoadGenerator load, Duration time) throws Exception {
    return MeasuredLoad.closed("direct", load, testBed.dataCollector().program(), time);
  }

  private MeasuredLoad through(LoadGenerator load, Duration time) throws Exception {
    return MeasuredLoad.closed("the gateway", load, gateway.program(), time);
  }

  @Override
  public void close() {
    if (bareProxy != null) {
      testBed.stop(bareProxy);
    }
    if (gateway != null) {
      testBed.stop(gateway.program());
    }
  }
}
