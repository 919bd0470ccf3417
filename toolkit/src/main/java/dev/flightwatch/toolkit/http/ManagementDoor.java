package dev.flightwatch.toolkit.http;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.Deployment;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

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
 */
public final class ManagementDoor {
  private static final HttpLimits LIMITS = new HttpLimits(1, Duration.ofSeconds(30), 1, 256);

  private final Listener listener;
  private final Health health;
  private volatile State state = State.STARTING;

  private ManagementDoor(Listener listener, Health health) {
    this.listener = listener;
    this.health = health;
  }

  /**
   * Opens the port; fails as {@link HttpDoor#open} does.
   *
   * @param name the door in logs and in {@code ListeningPorts}
   * @param port the port; 0 takes a free one
   */
  public static Future<ManagementDoor> open(
      Vertx vertx, String name, String host, int port, List<HealthCheck> checks) {
    HttpDoorOptions options = new HttpDoorOptions(name, host, port, LIMITS);
    // Probes come every few seconds, and would be most of what is traced.
    Listener listener = new Listener(vertx, options, TracingPolicy.IGNORE);
    ManagementDoor door = new ManagementDoor(listener, new Health(vertx, name, checks));
    return listener.listen(door::handle).map(door);
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
    return Deployment.owner(Readiness::new);
  }

  private enum State {
    STARTING,
    SERVING,
    STOPPING
  }

  private final class Readiness extends VerticleBase {
    @Override
    public Future<?> start() {
      state = State.SERVING;
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
    state = State.STOPPING;
  }

  /** Closes the port, after {@link #goAway}. */
  public Future<Void> close(Duration grace) {
    goAway();
    return listener.close(grace);
  }

  private void handle(HttpServerRequest request) {
    Exit exit = listener.exit();
    answer(request)
        .compose(answer -> exit.send(request, answer))
        .onFailure(e -> exit.fail(request, ServiceException.from(e)));
  }

  private Future<Answer> answer(HttpServerRequest request) {
    String path = String.valueOf(request.path());
    if (!path.equals("/health/live") && !path.equals("/health/ready")) {
      return Future.failedFuture(
          ServiceException.of(ErrorKind.NOT_FOUND, "unknown_path", "There is nothing here."));
    }
    if (request.method() != HttpMethod.GET) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET");
      return Future.failedFuture(
          ServiceException.of(ErrorKind.METHOD_NOT_ALLOWED, "method_not_allowed", "Use GET here."));
    }
    return path.equals("/health/live") ? Future.succeededFuture(live()) : ready();
  }

  private static Answer live() {
    return Answer.json(200, JsonObject.of("status", "UP"));
  }

  private Future<Answer> ready() {
    if (state != State.SERVING) {
      String reason = state.name().toLowerCase(Locale.ROOT);
      return Future.succeededFuture(
          Answer.json(
              503, JsonObject.of("status", "DOWN", "reason", reason, "checks", new JsonArray())));
    }
    return health
        .check()
        .map(sum -> Answer.json(sum.getString("status").equals("DOWN") ? 503 : 200, sum));
  }
}
