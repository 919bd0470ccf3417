package dev.flightwatch.toolkit.launch;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import java.time.Duration;
import java.util.List;

/** The keys of a start that are the same in every service. */
public final class StartSettings {
  public static final Setting<String> BIND_ADDRESS =
      Setting.text("bind_address", "127.0.0.1", "The address that all ports are opened on.");

  private static final Setting<Integer> ATTEMPTS =
      Setting.number("start_attempts", 10, 1, 1_000, "How often a database is tried at the start.");
  private static final Setting<Duration> PAUSE_SECONDS =
      Setting.seconds("start_pause_seconds", 3, 0.01, 60, "The pause between those attempts.");

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL = List.of(BIND_ADDRESS, ATTEMPTS, PAUSE_SECONDS);

  private StartSettings() {}

  /** The patience with a database, as the keys say. */
  public static StartAttempts attempts(Config config) {
    return new StartAttempts(config.get(ATTEMPTS), config.get(PAUSE_SECONDS));
  }
}
