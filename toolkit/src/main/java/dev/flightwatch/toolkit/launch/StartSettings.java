package dev.flightwatch.toolkit.launch;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import java.time.Duration;

/** The settings of a start. */
public final class StartSettings {
  /** The settings of every service. */
  public static final Settings SETTINGS = new Settings();

  /** The settings of a service with a database. */
  public static final Settings DATABASE = new Settings(SETTINGS);

  public static final Setting<String> BIND_ADDRESS =
      SETTINGS.add(
          Setting.text(
              "bind_address",
              "127.0.0.1",
              "Address that the ports of HTTP and management listen on; `0.0.0.0` for every network"
                  + " interface."));

  static final Setting<String> NODE_NAME =
      SETTINGS.add(
          Setting.text("node_name", "", "Name of the node in metrics; empty: the host name."));

  private static final Setting<Integer> ATTEMPTS =
      DATABASE.add(
          Setting.number(
              "start_attempts",
              10,
              1,
              1_000,
              "Attempts to reach a database before the start fails."));

  private StartSettings() {}

  /** Returns the configured attempts to reach a database. */
  public static StartAttempts attempts(Config config) {
    return new StartAttempts(config.get(ATTEMPTS), Duration.ofSeconds(3));
  }
}
