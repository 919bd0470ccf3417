package dev.flightwatch.toolkit.management;

import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the health checks of a service, one round at a time. */
final class Health {
  private static final Logger log = LoggerFactory.getLogger(Health.class);
  private static final long TIMEOUT_MILLIS = 1_000;

  private final Vertx vertx;
  private final String service;
  private final List<HealthCheck> checks;
  private final Map<String, Boolean> nameToUp = new ConcurrentHashMap<>();
  private Future<JsonObject> round;
  private volatile String lastStatus = "UP";

  Health(Vertx vertx, String service, List<HealthCheck> checks) {
    this.vertx = vertx;
    this.service = service;
    this.checks = List.copyOf(checks);
  }

  /** Returns the health of all dependencies; calls during a round share its result. */
  Future<JsonObject> check() {
    if (round == null || round.isComplete()) {
      List<Future<JsonObject>> entries = checks.stream().map(this::entry).toList();
      // A probe may complete on any thread.
      Promise<JsonObject> ended = ((ContextInternal) vertx.getOrCreateContext()).promise();
      Future.all(entries).<JsonObject>map(all -> summary(all.list())).onComplete(ended);
      round = ended.future().onSuccess(this::logChange);
    }
    return round;
  }

  /** Whether all required dependencies were healthy in the last round. */
  boolean isReady() {
    return !lastStatus.equals("DOWN");
  }

  /** Whether a dependency was healthy in the last round. */
  boolean isUp(HealthCheck check) {
    return nameToUp.getOrDefault(check.name(), false);
  }

  /** Probes a dependency, and returns its entry in the response. */
  private Future<JsonObject> entry(HealthCheck check) {
    return Future.succeededFuture(check.probe())
        .compose(Supplier::get)
        .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .onFailure(e -> log.debug("{}: {} is unhealthy", service, check.name(), e))
        .transform(
            result -> {
              nameToUp.put(check.name(), result.succeeded());
              JsonObject entry =
                  JsonObject.of(
                      "name", check.name(),
                      "status", result.succeeded() ? "UP" : "DOWN",
                      "required", check.required());
              return Future.succeededFuture(
                  result.succeeded()
                      ? withData(entry, result.result())
                      : withReason(entry, result.cause()));
            });
  }

  private static JsonObject withData(JsonObject entry, JsonObject data) {
    return data == null || data.isEmpty() ? entry : entry.put("data", data);
  }

  private static JsonObject withReason(JsonObject entry, Throwable failure) {
    if (failure instanceof UnhealthyException known) {
      return withData(entry.put("reason", known.getMessage()), known.data());
    }
    // Messages of other exceptions may contain addresses and credentials.
    return entry.put(
        "reason",
        failure instanceof ServiceException known
            ? known.getMessage()
            : "The probe failed, or did not complete within a second.");
  }

  private static JsonObject summary(List<JsonObject> entries) {
    List<JsonObject> down =
        entries.stream().filter(entry -> entry.getString("status").equals("DOWN")).toList();
    boolean anyRequired = down.stream().anyMatch(entry -> entry.getBoolean("required"));
    String status = anyRequired ? "DOWN" : down.isEmpty() ? "UP" : "DEGRADED";
    return JsonObject.of("status", status, "checks", new JsonArray(entries));
  }

  private void logChange(JsonObject health) {
    String status = health.getString("status");
    if (!status.equals(lastStatus)) {
      lastStatus = status;
      log.warn("{} changed to {}: {}", service, status, health.getJsonArray("checks"));
    }
  }
}
