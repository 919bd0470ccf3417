package dev.flightwatch.toolkit.management;

import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the health checks of a service, one round at a time. */
final class Health {
  private static final Logger log = LoggerFactory.getLogger(Health.class);
  private static final long TIMEOUT_MILLIS = 1_000;

  private final String service;
  private final List<HealthCheck> checks;
  private final HealthChecks probes;
  private final Map<String, Boolean> nameToUp = new ConcurrentHashMap<>();
  private Future<JsonObject> round;
  private volatile String lastStatus = "UP";

  Health(Vertx vertx, String service, List<HealthCheck> checks) {
    this.service = service;
    this.checks = List.copyOf(checks);
    probes = HealthChecks.create(vertx);
    for (HealthCheck check : checks) {
      probes.register(
          check.name(),
          TIMEOUT_MILLIS,
          result ->
              probe(check)
                  .onSuccess(result::tryComplete)
                  .onFailure(e -> log.debug("{}: {} is unhealthy", service, check.name(), e))
                  .onFailure(result::tryFail));
    }
  }

  private static Future<Status> probe(HealthCheck check) {
    return Future.succeededFuture(check)
        .compose(c -> c.probe().get())
        .map(data -> data == null ? Status.OK() : Status.OK(data));
  }

  /** Returns the health of all dependencies; calls during a round share its result. */
  Future<JsonObject> check() {
    if (round == null || round.isComplete()) {
      round = probes.checkStatus().map(this::summary).onSuccess(this::logChange);
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

  private JsonObject summary(CheckResult results) {
    Map<String, CheckResult> nameToResult =
        results.getChecks().stream()
            .collect(Collectors.toMap(CheckResult::getId, Function.identity()));
    JsonArray entries = new JsonArray();
    String status = "UP";
    for (HealthCheck check : checks) {
      CheckResult result = nameToResult.get(check.name());
      entries.add(entry(check, result));
      nameToUp.put(check.name(), result.getUp());
      if (!result.getUp() && !status.equals("DOWN")) {
        status = check.required() ? "DOWN" : "DEGRADED";
      }
    }
    return JsonObject.of("status", status, "checks", entries);
  }

  private static JsonObject entry(HealthCheck check, CheckResult result) {
    JsonObject entry =
        JsonObject.of(
            "name", check.name(),
            "status", result.getUp() ? "UP" : "DOWN",
            "required", check.required());
    if (result.getUp()) {
      return result.getData() == null ? entry : entry.put("data", result.getData());
    }
    if (result.getFailure() instanceof UnhealthyException known) {
      entry.put("reason", known.getMessage());
      return known.data().isEmpty() ? entry : entry.put("data", known.data());
    }
    // Messages of other exceptions may contain addresses and credentials.
    return entry.put(
        "reason",
        result.getFailure() instanceof ServiceException known
            ? known.getMessage()
            : "The probe failed, or did not complete within a second.");
  }

  private void logChange(JsonObject health) {
    String status = health.getString("status");
    if (!status.equals(lastStatus)) {
      lastStatus = status;
      log.warn("{} changed to {}: {}", service, status, health.getJsonArray("checks"));
    }
  }
}
