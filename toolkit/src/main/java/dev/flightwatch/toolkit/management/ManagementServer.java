package dev.flightwatch.toolkit.management;

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
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
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
 * The management port of a service, for its operators.
 *
 * <p>{@code GET /health/live} responds with 200 and {@code {"status":"UP"}} while the event loop
 * runs. {@code GET /health/ready} responds with 200, or with 503 when a required dependency is
 * unhealthy or the service is starting or stopping, and
 *
 * <pre>{@code
 * {"status": "UP", "DEGRADED" (an optional dependency is unhealthy) or "DOWN",
 *  "checks": [{"name": "postgres", "status": "UP" or "DOWN", "required": true,
 *              "data": {...} if the probe has some, "reason": "..." if it is DOWN}],
 *  "reason": "starting" or "stopping", then without checks}
 * }</pre>
 *
 * <p>{@code GET /metrics} responds with all {@link Meters} of the process in Prometheus's text
 * format. It first checks the dependencies, so that their metrics are current. {@code GET /info}
 * responds with {@code service} and the {@link BuildInfo}.
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

  private final Map<String, Supplier<Future<Response>>> pathToHandler =
      Map.of(
          "/health/live", ManagementServer::live,
          "/health/ready", this::ready,
          "/metrics", this::metrics,
          "/info", this::info);

  private ManagementServer(
      Vertx vertx, String service, String host, int port, List<HealthCheck> checks) {
    String name = service + " management";
    HttpListenerOptions options = new HttpListenerOptions(name, host, port, LIMITS);
    this.vertx = vertx;
    this.service = service;
    // Probes arrive every few seconds and would be most of the traces.
    listener = new HttpListener(vertx, options, TracingPolicy.IGNORE);
    health = new Health(vertx, name, checks);
    state = ServiceState.of(vertx, name);
    state.enter(Phase.STARTING);
    ManagementMetrics.register(Meters.of(vertx), service, checks, this::isReady, health::isUp);
  }

  /**
   * Opens the management port of a service, and registers metrics of its readiness and health.
   *
   * @param service name of the service; with {@code " management"} appended it is the name of this
   *     server in logs, in {@code ListeningPorts} and in {@link ServiceState}
   * @param port port to listen on; 0 selects a free one
   * @return fails as {@link HttpListener#listen} does
   */
  public static Future<ManagementServer> open(
      Vertx vertx, String service, String host, int port, List<HealthCheck> checks) {
    ManagementServer server = new ManagementServer(vertx, service, host, port, checks);
    return server.listener.listen(server::handle).map(server);
  }

  private boolean isReady() {
    return state.phase() == Phase.SERVING && health.isReady();
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return listener.port();
  }

  /**
   * Returns the last deployment of the service's {@code DeploymentChain}. The service is ready
   * while it is deployed. It is undeployed first, so the service is no longer ready when its
   * servers close.
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
      state.enter(Phase.STOPPING);
      return Future.succeededFuture();
    }
  }

  /** Makes the service not ready, so that it gets no more requests, and closes the port. */
  public Future<Void> close(Duration grace) {
    state.enter(Phase.STOPPING);
    return listener.close(grace);
  }

  private void handle(HttpServerRequest request) {
    ResponseWriter writer = listener.writer();
    respond(request)
        .compose(response -> writer.send(request, response))
        .onFailure(e -> writer.fail(request, ServiceException.from(e)));
  }

  private Future<Response> respond(HttpServerRequest request) {
    String path = String.valueOf(request.path());
    Supplier<Future<Response>> handler = pathToHandler.get(path);
    if (handler == null) {
      return Future.failedFuture(ResponseWriter.unknownPath());
    }
    request.routed(path);
    return request.method() == HttpMethod.GET
        ? handler.get()
        : Future.failedFuture(ResponseWriter.methodNotAllowed(request, "GET"));
  }

  private static Future<Response> live() {
    return Future.succeededFuture(Response.json(200, JsonObject.of("status", "UP")));
  }

  private Future<Response> info() {
    JsonObject info = JsonObject.of("service", service).mergeIn(BuildInfo.ofThis().toJson());
    return Future.succeededFuture(Response.json(200, info));
  }

  /** Formats the metrics on a worker thread, because that takes some milliseconds. */
  private Future<Response> metrics() {
    boolean serving = state.phase() == Phase.SERVING;
    Future<?> checked = serving ? health.check() : Future.succeededFuture();
    return checked
        .transform(done -> vertx.executeBlocking(Meters.of(vertx)::text, false))
        .map(text -> new Response(200, Buffer.buffer(text), EXPOSITION));
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
        .map(body -> Response.json(body.getString("status").equals("DOWN") ? 503 : 200, body));
  }
}
