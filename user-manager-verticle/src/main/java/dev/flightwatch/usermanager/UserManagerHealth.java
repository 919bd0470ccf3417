package dev.flightwatch.usermanager;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.bus.Command;
import dev.flightwatch.toolkit.management.HealthCheck;
import dev.flightwatch.usermanager.postgres.PostgresPool;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

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

  /** Consumes the health checks. The migrations are done when the service verticle has started. */
  static Future<Void> consume(Bus bus, PostgresPool pool) {
    return bus.consume(
        CHECK,
        check ->
            check.dependency().equals("migrations")
                ? Future.succeededFuture(new DependencyHealthy("done"))
                : pool.ping().map(new DependencyHealthy("available")));
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
