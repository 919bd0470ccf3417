package dev.flightwatch.bench.scenario;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.bench.load.HttpLoadTarget;
import dev.flightwatch.bench.load.LoadGenerator;
import dev.flightwatch.bench.load.LoadResult;
import dev.flightwatch.bench.report.BenchmarkRow;
import dev.flightwatch.bench.report.RoundFigures;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Compares the rate at which a service responds with that of another server. */
final class AgainstScenario implements Scenario {
  private final RunLength length;
  private final RunningService service;
  private final ContractRequest request;
  private final BenchmarkRow row;
  private final URI other;
  private final LongAdder reconnections = new LongAdder();
  private final LoadGenerator otherLoad;
  private final LoadGenerator oursLoad;

  AgainstScenario(
      Vertx vertx,
      RunLength length,
      RunningService service,
      OtherServer server,
      ContractRequest request) {
    this.length = requireNonNull(length);
    this.service = requireNonNull(service);
    this.request = requireNonNull(request);
    this.row = BenchmarkRow.against(server.toString(), request.row(), "requests/s");
    this.other = request.isRegistration() ? server.userManager() : server.dataCollector();
    this.otherLoad = load(vertx, other, reconnections);
    URI ours = URI.create("http://127.0.0.1:" + service.ports().http());
    this.oursLoad = load(vertx, ours, new LongAdder());
  }

  /** Uses the same client for both, so that neither has an advantage. */
  private LoadGenerator load(Vertx vertx, URI server, LongAdder reconnected) {
    // The brackets of an IPv6 address belong to the URL only.
    String host = server.getHost().replaceAll("[\\[\\]]", "");
    HttpLoadTarget target =
        new HttpLoadTarget(
            SocketAddress.inetSocketAddress(OtherServer.port(server), host),
            request.to(server),
            request.expectedStatus(),
            Optional.of(reconnected));
    return new LoadGenerator(vertx, target, request.connections());
  }

  @Override
  public List<BenchmarkRow> rows() {
    return List.of(row);
  }

  @Override
  public void check() throws InterruptedException {
    request.check(other);
  }

  /** Loads the other server for the whole time, since its compilers, if any, cannot be observed. */
  @Override
  public void prepare() throws Exception {
    BlockingFutures.await(otherLoad.closed(length.warmUp()));
    WarmUp.of(service.program(), length.warmUp(), oursLoad);
  }

  @Override
  public List<RoundFigures> round() throws Exception {
    Duration time = length.time();
    reconnections.reset();
    LoadResult theirs = BlockingFutures.await(otherLoad.closed(time)).orFail(other.toString());
    long reconnected = reconnections.sum();
    MeasuredLoad ours = MeasuredLoad.closed(row.name(), oursLoad, service.program(), time);
    String note =
        String.format(Locale.ROOT, "CPU of ours %.0f %%", 100 * ours.busy())
            + (reconnected == 0 ? "" : "; it closed %d connections".formatted(reconnected));
    return List.of(new RoundFigures(theirs.perSecond(), ours.perSecond(), note));
  }
}
