package dev.flightwatch.toolkit.management;

import dev.flightwatch.toolkit.launch.BuildInfo;
import dev.flightwatch.toolkit.metrics.Meters;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Shows what was built, and the readiness of a service and of its dependencies. */
final class ManagementMetrics {
  private ManagementMetrics() {}

  /**
   * Registers the metrics of a service.
   *
   * @param ready whether the service is ready
   * @param up whether a dependency is available
   */
  static void register(
      Meters meters,
      String service,
      List<HealthCheck> checks,
      BooleanSupplier ready,
      Predicate<HealthCheck> up) {
    BuildInfo build = BuildInfo.ofThis();
    // Micrometer removes the suffix "_info" and appends it again for ".info".
    meters.gauge(
        meters.name("build.info"),
        "Version and commit of the build",
        () -> 1,
        "version",
        build.version(),
        "commit",
        build.commit());
    meters.gauge(
        meters.name("ready"),
        "1 when the service is ready",
        () -> ready.getAsBoolean() ? 1 : 0,
        "service",
        service);
    checks.forEach(
        check ->
            meters.gauge(
                meters.name("dependency_up"),
                "1 when a dependency is available",
                () -> up.test(check) ? 1 : 0,
                "service",
                service,
                "dependency",
                check.name()));
  }
}
