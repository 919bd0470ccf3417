package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.load.HttpLoadTarget;
import dev.flightwatch.bench.load.HttpRequests;
import dev.flightwatch.bench.load.LoadGenerator;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RatioTarget;
import dev.flightwatch.bench.report.RoundFigures;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Supplier;

/** Compares a GET of a user's flights with a token with the same GET without one. */
final class TokenScenario implements Scenario {
  private static final BenchmarkRow ROW =
      new BenchmarkRow(
          "GET /flights/my-interests with a token, to without",
          "requests/s",
          RatioTarget.atLeast(0.85));
  private static final int OK = 200;

  private final TestBed testBed;
  private final String path;
  private final String email;
  private LoadGenerator without;
  private LoadGenerator with;

  /**
   * @param path names no address
   * @param email a registered user
   */
  TokenScenario(TestBed testBed, String path, String email) {
    this.testBed = testBed;
    this.path = path;
    this.email = email;
  }

  @Override
  public List<BenchmarkRow> rows() {
    return List.of(ROW);
  }

  @Override
  public void prepare() throws Exception {
    String token = ServiceApi.login(testBed.userManager(), email);
    without = load(HttpRequests.get(path + "&email=" + email));
    with = load(HttpRequests.get(path, "Authorization: Bearer " + token));
    WarmUp.of(testBed.dataCollector().program(), testBed.length().warmUp(), with);
  }

  private LoadGenerator load(Supplier<Buffer> requests) {
    int port = testBed.dataCollector().ports().http();
    return new LoadGenerator(
        testBed.vertx(), new HttpLoadTarget(port, requests, OK), RateScenario.REQUESTS_AT_ONCE);
  }

  @Override
  public List<RoundFigures> round() throws Exception {
    MeasuredLoad bare = measure("without a token", without);
    MeasuredLoad ours = measure("with a token", with);
    return List.of(
        new RoundFigures(bare.perSecond(), ours.perSecond(), MeasuredLoad.note(bare, ours)));
  }

  private MeasuredLoad measure(String name, LoadGenerator load) throws Exception {
    return MeasuredLoad.closed(
        name, load, testBed.dataCollector().program(), testBed.length().time());
  }

  @Override
  public void close() {}
}
