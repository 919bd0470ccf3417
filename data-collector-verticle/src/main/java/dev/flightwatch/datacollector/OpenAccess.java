package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.AUTH_REQUIRED;
import static dev.flightwatch.toolkit.launch.StartSettings.BIND_ADDRESS;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.launch.ListenAddress;
import dev.flightwatch.toolkit.management.HealthCheck;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns where other hosts can reach the interests of all users without credentials. */
final class OpenAccess {
  private static final Logger log = LoggerFactory.getLogger(OpenAccess.class);

  private OpenAccess() {}

  /** Logs the warning, and returns it as an entry of the health checks; empty without a reason. */
  static Optional<HealthCheck> warn(Config config) {
    String address = config.get(BIND_ADDRESS);
    if (config.get(AUTH_REQUIRED) || ListenAddress.isLoopback(address)) {
      return Optional.empty();
    }
    String warning =
        ("Other hosts may reach %s (%s), and %s is false: anybody who knows an address can read and"
                + " change its interests. Set %s=true.")
            .formatted(
                address,
                BIND_ADDRESS.variable(),
                AUTH_REQUIRED.variable(),
                AUTH_REQUIRED.variable());
    log.warn(warning);
    return Optional.of(HealthCheck.warning("access", warning));
  }
}
