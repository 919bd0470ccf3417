package dev.flightwatch.toolkit.launch;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.metrics.MeteredVertx;
import dev.flightwatch.toolkit.trace.TraceSettings;
import dev.flightwatch.toolkit.trace.Tracing;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Builds Vert.x instances with metrics and, where it is configured, tracing. Every metric has the
 * labels {@code service}, by which traces name the process too, and {@code node}.
 */
public final class ObservedVertx {
  private static final Path KERNEL_HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Setting<String> HOST_NAME =
      Setting.text("hostname", "localhost", "Host name where the kernel shows none in a file.");

  private ObservedVertx() {}

  /**
   * Returns a builder of an instance with these options. Reads a file, so it is not called on an
   * event loop.
   *
   * @param json the configuration of a verticle; other keys are ignored
   * @param service name of the service when none is configured
   * @throws dev.flightwatch.toolkit.config.ConfigException with every problem of the keys
   */
  public static VertxBuilder builder(VertxOptions options, JsonObject json, String service) {
    Config config =
        Config.loadAmong(json, List.of(TraceSettings.SERVICE_NAME, StartSettings.NODE_NAME));
    String named = config.get(TraceSettings.SERVICE_NAME);
    String name = named.isEmpty() ? service : named;
    String node = config.get(StartSettings.NODE_NAME);
    return Tracing.install(
        MeteredVertx.builder(options, "service", name, "node", node.isEmpty() ? hostName() : node),
        json.copy().put(TraceSettings.SERVICE_NAME.key(), name));
  }

  /** Returns the name without asking DNS, which may take seconds. */
  private static String hostName() {
    try {
      return Files.readString(KERNEL_HOST_NAME).strip();
    } catch (IOException e) {
      return Config.load(new JsonObject(), List.of(HOST_NAME)).get(HOST_NAME);
    }
  }
}
