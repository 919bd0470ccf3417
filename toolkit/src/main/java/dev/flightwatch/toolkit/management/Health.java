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

/** Asks all dependencies, one round at a time, and sums up what they say. */
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
          outcome ->
              ask(check)
                  .onComplete(outcome::tryComplete, e -> outcome.tryFail(reported(check, e))));
    }
  }

  private static Future<Status> ask(HealthCheck check) {
    return Future.succeededFuture(check)
        .compose(c -> c.probe().get())
        .map(data -> data == null ? Status.OK() : Status.OK(data));
  }

  private Throwable reported(HealthCheck check, Throwable failure) {
    log.debug("{}: {} is not well", service, check.name(), failure);
    return failure;
  }

  /** The state of all; who asks while a round runs gets that round's. */
  Future<JsonObject> check() {
    if (round == null || round.isComplete()) {
      round = probes.checkStatus().map(this::summary).onSuccess(this::logChange);
    }
    return round;
  }

  /** Whether the last round found all that is required well. */
  boolean isReady() {
    return !lastStatus.equals("DOWN");
  }

  /** Whether the last round found a dependency well. */
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
    // Anything but a failure of our own words may hold addresses and credentials.
    return entry.put(
        "reason",
        result.getFailure() instanceof ServiceException known
            ? known.getMessage()
            : "The probe failed, or gave no answer within a second.");
  }

  private void logChange(JsonObject health) {
    String status = health.getString("status");
    if (!status.equals(lastStatus)) {
      lastStatus = status;
      log.warn("{} is {} now: {}", service, status, health.getJsonArray("checks"));
    }
  }
}
