package dev.flightwatch.toolkit.management;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.http.ResponseWriter;
import dev.flightwatch.toolkit.launch.BuildInfo;
import dev.flightwatch.toolkit.launch.Deployment;
import dev.flightwatch.toolkit.launch.ServiceState;
import dev.flightwatch.toolkit.launch.ServiceState.Phase;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.openapi.HttpApiServer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The management port of a service, for those who run it; once a process.
 *
 * <p>{@code GET /health/live} gives 200 and {@code {"status":"UP"}} as long as the event loops
 * turn. {@code GET /health/ready} gives 200, or 503 when a required dependency is not well or the
 * service is stopping, with
 *
 * <pre>{@code
 * {"status": "UP", "DEGRADED" (an optional dependency is not well) or "DOWN",
 *  "checks": [{"name": "postgres", "status": "UP" or "DOWN", "required": true,
 *              "data": {...} where the probe gave some, "reason": "..." where it is DOWN}],
 *  "reason": "starting" or "stopping" while it does, with no checks}
 * }</pre>
 *
 * <p>{@code GET /metrics} gives all of the process's {@link Meters} in Prometheus's text format,
 * after it has asked the dependencies once, so that the figures say how they are. {@code GET /info}
 * gives {@code service} and the {@link BuildInfo}.
 */
public final class ManagementServer {
  private static final HttpLimits LIMITS = new HttpLimits(1, Duration.ofSeconds(30), 1, 256);

  private static final Map<String, String> EXPOSITION =
      Map.of("Content-Type", "text/plain; version=0.0.4; charset=utf-8");

  private final Vertx vertx;
  private final String service;
  private final HttpListener listener;
  private final Health health;
  private final ServiceState state;

  private final Map<String, Supplier<Future<Response>>> pathToPage =
      Map.of(
          "/health/live", ManagementServer::live,
          "/health/ready", this::ready,
          "/metrics", this::metrics,
          "/info", this::info);
  private Future<Response> exposition;

  private ManagementServer(
      Vertx vertx, String service, HttpListener listener, Health health, ServiceState state) {
    this.vertx = vertx;
    this.service = service;
    this.listener = listener;
    this.health = health;
    this.state = state;
  }

  /**
   * Opens the port; fails as {@link HttpApiServer#open} does.
   *
   * @param service whose port it is; in logs and in {@code ListeningPorts} the door is called so,
   *     and {@code management}; its {@link ServiceState} is kept here
   * @param port the port; 0 takes a free one
   */
  public static Future<ManagementServer> open(
      Vertx vertx, String service, String host, int port, List<HealthCheck> checks) {
    String name = service + " management";
    HttpListenerOptions options = new HttpListenerOptions(name, host, port, LIMITS);
    // Probes come every few seconds, and would be most of what is traced.
    HttpListener listener = new HttpListener(vertx, options, TracingPolicy.IGNORE);
    ServiceState state = ServiceState.of(vertx, name);
    state.enter(Phase.STARTING);
    ManagementServer door =
        new ManagementServer(vertx, service, listener, new Health(vertx, name, checks), state);
    ManagementMetrics.register(Meters.of(vertx), service, checks, door::isReady, door.health::isUp);
    return listener.listen(door::handle).onFailure(closed -> state.forget()).map(door);
  }

  private boolean isReady() {
    return state.phase() == Phase.SERVING && health.isReady();
  }

  /** The port it listens on. */
  public int port() {
    return listener.port();
  }

  /**
   * The last link of the service's {@code DeploymentChain}. When it is deployed the service begins
   * to be ready; as it is undeployed first, the service stops being ready before a door closes.
   */
  public Deployment readiness() {
    return Deployment.service(Readiness::new);
  }

  private final class Readiness extends VerticleBase {
    @Override
    public Future<?> start() {
      state.enter(Phase.SERVING);
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      goAway();
      return Future.succeededFuture();
    }
  }

  /** From now on the service is not ready: whoever sends it requests should look elsewhere. */
  public void goAway() {
    state.enter(Phase.STOPPING);
  }

  /** Closes the port, after {@link #goAway}. */
  public Future<Void> close(Duration grace) {
    goAway();
    return listener.close(grace).onComplete(closed -> state.forget());
  }

  private void handle(HttpServerRequest request) {
    ResponseWriter exit = listener.writer();
    answer(request)
        .compose(answer -> exit.send(request, answer))
        .onFailure(e -> exit.fail(request, ServiceException.from(e)));
  }

  private Future<Response> answer(HttpServerRequest request) {
    String path = String.valueOf(request.path());
    Supplier<Future<Response>> page = pathToPage.get(path);
    if (page == null) {
      return Future.failedFuture(
          ServiceException.of(ErrorKind.NOT_FOUND, "unknown_path", "There is nothing here."));
    }
    request.routed(path);
    if (request.method() != HttpMethod.GET) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET");
      return Future.failedFuture(
          ServiceException.of(ErrorKind.METHOD_NOT_ALLOWED, "method_not_allowed", "Use GET here."));
    }
    return page.get();
  }

  private static Future<Response> live() {
    return Future.succeededFuture(Response.json(200, JsonObject.of("status", "UP")));
  }

  private Future<Response> info() {
    JsonObject info = JsonObject.of("service", service).mergeIn(BuildInfo.ofThis().toJson());
    return Future.succeededFuture(Response.json(200, info));
  }

  /** On a worker, since it takes some milliseconds; who asks meanwhile gets the same. */
  private Future<Response> metrics() {
    if (exposition == null || exposition.isComplete()) {
      Meters meters = Meters.of(vertx);
      Future<?> asked = state.phase() == Phase.SERVING ? health.check() : Future.succeededFuture();
      exposition =
          asked
              .transform(done -> vertx.executeBlocking(meters::text, false))
              .map(text -> new Response(200, Buffer.buffer(text), EXPOSITION));
    }
    return exposition;
  }

  private Future<Response> ready() {
    Phase phase = state.phase();
    if (phase != Phase.SERVING) {
      String reason = phase.name().toLowerCase(Locale.ROOT);
      return Future.succeededFuture(
          Response.json(
              503, JsonObject.of("status", "DOWN", "reason", reason, "checks", new JsonArray())));
    }
    return health
        .check()
        .map(sum -> Response.json(sum.getString("status").equals("DOWN") ? 503 : 200, sum));
  }
}
