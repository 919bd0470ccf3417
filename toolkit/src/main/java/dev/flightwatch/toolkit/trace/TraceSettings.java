package dev.flightwatch.toolkit.trace;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of tracing, named like OpenTelemetry's own variables. OpenTelemetry's SDK reads its
 * other variables (sampler, headers, batches, limits) from the environment itself.
 */
public final class TraceSettings {
  public static final Settings SETTINGS = new Settings();

  private static final String NONE = "none";
  private static final Set<String> EXPORTERS = Set.of("", "otlp", "console", NONE);

  private static final Setting<String> EXPORTER =
      SETTINGS.add(
          Setting.text(
                  "otel_traces_exporter",
                  "",
                  "Exporter of traces: `otlp`, `console` (writes to the log) or `none`; empty:"
                      + " `otlp` when an endpoint is set, else `none`.")
              .map(TraceSettings::exporter));
  private static final Setting<String> ENDPOINT =
      SETTINGS.add(
          endpoint(
              "otel_exporter_otlp_endpoint",
              "Base URL of the OTLP collector (http/protobuf), such as `http://host:4318`."));
  private static final Setting<String> TRACES_ENDPOINT =
      SETTINGS.add(
          endpoint(
              "otel_exporter_otlp_traces_endpoint",
              "Complete URL for traces, such as `http://host:4318/v1/traces`; overrides"
                  + " `OTEL_EXPORTER_OTLP_ENDPOINT`."));
  public static final Setting<String> SERVICE_NAME =
      SETTINGS.add(
          Setting.text(
              "otel_service_name",
              "",
              "Name of this service in traces and metrics; empty: the name of the verticle."));
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
  private static Setting<String> endpoint(String key, String meaning) {
    Setting<Optional<URI>> url = Setting.url(key, meaning, "http", "https");
    return Setting.text(key, "", meaning)
        .map(text -> url.reader().apply(text).map(URI::toString).orElse(""));
  }

  static boolean isEnabled(Config config) {
    String exporter = config.get(EXPORTER);
    return !config.get(DISABLED)
        && !exporter.equals(NONE)
        && (!exporter.isEmpty() || collector(config).isPresent());
  }

  /** Returns the URL of the collector; empty when none is set. */
  static Optional<String> collector(Config config) {
    return Stream.of(TRACES_ENDPOINT, ENDPOINT)
        .map(config::get)
        .filter(url -> !url.isEmpty())
        .findFirst();
  }

  /** Returns the values that are set, by the name of OpenTelemetry's property. */
  static Map<String, String> properties(Config config) {
    return Stream.of(EXPORTER, ENDPOINT, TRACES_ENDPOINT, SERVICE_NAME)
        .filter(setting -> !config.get(setting).isEmpty())
        .collect(Collectors.toMap(setting -> setting.key().replace('_', '.'), config::get));
  }
}
