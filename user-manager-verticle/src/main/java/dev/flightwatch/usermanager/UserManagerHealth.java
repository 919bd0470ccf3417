package dev.flightwatch.usermanager;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.bus.Command;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.management.HealthCheck;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The health of the user manager's dependencies. The service verticle, which holds the connections,
 * checks them on request of the management server.
 */
final class UserManagerHealth {
  private static final Command<CheckDependency, DependencyHealthy> CHECK =
      new Command<>(
          "user-manager.health.check",
          CheckDependency.class,
          DependencyHealthy.class,
          Duration.ofSeconds(1));

  private UserManagerHealth() {}

  /** Checks one dependency; fails with {@code UNAVAILABLE} when it is unhealthy. */
  record CheckDependency(String dependency) {}

  /** The dependency is healthy. */
  record DependencyHealthy(String detail) {}

  /** Consumes the health checks, each of which runs the probe of its dependency. */
  static Future<Void> consume(Bus bus, Map<String, Supplier<Future<String>>> dependencyToProbe) {
    return bus.consume(
        CHECK,
        check ->
            dependencyToProbe
                .getOrDefault(check.dependency(), () -> unknown(check))
                .get()
                .map(DependencyHealthy::new));
  }

  private static Future<String> unknown(CheckDependency check) {
    return Future.failedFuture(
        ServiceException.of(
            ErrorKind.NOT_FOUND, "unknown_dependency", "No such dependency: " + check));
  }

  /** Returns the entry of a dependency in the health checks of the management server. */
  static HealthCheck check(Bus bus, String dependency) {
    return new HealthCheck(
        dependency,
        true,
        () ->
            bus.request(CHECK, new CheckDependency(dependency))
                .map(healthy -> JsonObject.of("detail", healthy.detail())));
  }
}
