package dev.flightwatch.toolkit.trace;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that say whether there are traces, named as OpenTelemetry names them. Its other
 * variables (sampler, headers, batches, limits) are read by its SDK, from the environment.
 */
public final class TraceSettings {
  private static final String OTLP = "otlp";
  private static final String NONE = "none";
  private static final Set<String> EXPORTERS = Set.of("", OTLP, "console", NONE);

  private static final Setting<Boolean> DISABLED =
      new Setting<>(
          "otel_sdk_disabled",
          "false",
          "true: nothing is traced, whatever else is set.",
          false,
          Boolean::parseBoolean);
  private static final Setting<String> EXPORTER =
      new Setting<>(
          "otel_traces_exporter",
          "",
          "Where spans go: otlp, console (the log), or none; not set: otlp where an endpoint is"
              + " set, else none.",
          false,
          TraceSettings::exporter);
  private static final Setting<Optional<URI>> ENDPOINT =
      endpoint(
          "otel_exporter_otlp_endpoint",
          "OTLP collector (http/protobuf) that spans are sent to, as http://host:4318.");
  private static final Setting<Optional<URI>> TRACES_ENDPOINT =
      endpoint(
          "otel_exporter_otlp_traces_endpoint",
          "The same with its whole path, as http://host:4318/v1/traces; it wins.");
  private static final Setting<String> SERVICE_NAME =
      Setting.text("otel_service_name", "", "This service's name in traces.");

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(EXPORTER, ENDPOINT, TRACES_ENDPOINT, SERVICE_NAME, DISABLED);

  private TraceSettings() {}

  private static String exporter(String text) {
    if (!EXPORTERS.contains(text)) {
      throw new IllegalArgumentException("must be otlp, console or none");
    }
    return text;
  }

  /** No secret: where it has user information, that is not shown either. */
  private static Setting<Optional<URI>> endpoint(String key, String meaning) {
    return new Setting<>(
        key, "", meaning, false, Setting.url(key, meaning, "http", "https").reader());
  }

  static Config load(JsonObject json) {
    return Config.loadAmong(json, ALL);
  }

  static boolean areWanted(Config config) {
    String exporter = config.get(EXPORTER);
    return !config.get(DISABLED)
        && !exporter.equals(NONE)
        && (!exporter.isEmpty() || collector(config).isPresent());
  }

  /** The collector's address, where one is set. */
  static Optional<URI> collector(Config config) {
    return config.get(TRACES_ENDPOINT).or(() -> config.get(ENDPOINT));
  }

  /** The keys that are set, by the names of OpenTelemetry's properties. */
  static Map<String, String> properties(Config config) {
    Map<String, String> properties = new HashMap<>();
    String exporter = config.get(EXPORTER);
    properties.put("otel.traces.exporter", exporter.isEmpty() ? OTLP : exporter);
    put(properties, "otel.exporter.otlp.endpoint", config.get(ENDPOINT));
    put(properties, "otel.exporter.otlp.traces.endpoint", config.get(TRACES_ENDPOINT));
    put(
        properties,
        "otel.service.name",
        Optional.of(config.get(SERVICE_NAME)).filter(name -> !name.isEmpty()));
    return properties;
  }

  private static void put(Map<String, String> properties, String name, Optional<?> value) {
    value.ifPresent(set -> properties.put(name, set.toString()));
  }
}
