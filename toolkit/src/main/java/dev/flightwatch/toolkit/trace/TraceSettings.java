package dev.flightwatch.toolkit.trace;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of tracing, named like OpenTelemetry's own variables. OpenTelemetry's SDK reads its
 * other variables (sampler, headers, batches, limits) from the environment itself.
 */
public final class TraceSettings {
  public static final Settings SETTINGS = new Settings();

  private static final String OTLP = "otlp";
  private static final String NONE = "none";
  private static final Set<String> EXPORTERS = Set.of("", OTLP, "console", NONE);

  private static final Setting<String> EXPORTER =
      SETTINGS.add(
          Setting.text(
                  "otel_traces_exporter",
                  "",
                  "Exporter of traces: `otlp`, `console` (writes to the log) or `none`; empty:"
                      + " `otlp` when an endpoint is set, else `none`.")
              .map(TraceSettings::exporter));
  private static final Setting<Optional<URI>> ENDPOINT =
      SETTINGS.add(
          endpoint(
              "otel_exporter_otlp_endpoint",
              "Base URL of the OTLP collector (http/protobuf), such as `http://host:4318`."));
  private static final Setting<Optional<URI>> TRACES_ENDPOINT =
      SETTINGS.add(
          endpoint(
              "otel_exporter_otlp_traces_endpoint",
              "Complete URL for traces, such as `http://host:4318/v1/traces`; overrides"
                  + " `OTEL_EXPORTER_OTLP_ENDPOINT`."));
  private static final Setting<String> SERVICE_NAME =
      SETTINGS.add(Setting.text("otel_service_name", "", "Name of this service in traces."));
  private static final Setting<Boolean> DISABLED =
      SETTINGS.add(
          Setting.text("otel_sdk_disabled", "false", "`true` turns tracing off.")
              .map(Boolean::parseBoolean));

  private TraceSettings() {}

  private static String exporter(String text) {
    if (!EXPORTERS.contains(text)) {
      throw new IllegalArgumentException("must be otlp, console or none");
    }
    return text;
  }

  /** Not secret as a whole; the user information of a URL is never shown in any case. */
  private static Setting<Optional<URI>> endpoint(String key, String meaning) {
    return new Setting<>(
        key, "", meaning, false, Setting.url(key, meaning, "http", "https").reader());
  }

  static Config load(JsonObject json) {
    return Config.loadAmong(json, SETTINGS.all());
  }

  static boolean isEnabled(Config config) {
    String exporter = config.get(EXPORTER);
    return !config.get(DISABLED)
        && !exporter.equals(NONE)
        && (!exporter.isEmpty() || collector(config).isPresent());
  }

  /** Returns the URL of the collector; empty when none is set. */
  static Optional<URI> collector(Config config) {
    return config.get(TRACES_ENDPOINT).or(() -> config.get(ENDPOINT));
  }

  /** Returns the values that are set, by the name of OpenTelemetry's property. */
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
