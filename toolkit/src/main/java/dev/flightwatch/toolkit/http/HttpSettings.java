package dev.flightwatch.toolkit.http;

import static dev.flightwatch.toolkit.config.Setting.number;
import static dev.flightwatch.toolkit.config.Setting.seconds;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The keys of an HTTP door that are the same in every service. */
public final class HttpSettings {
  public static final Setting<Integer> INSTANCES =
      Setting.perCore("http_instances", 256, "Instances of the REST door, each on an event loop.");
  public static final Setting<Duration> DRAIN_SECONDS =
      seconds("http_drain_seconds", 20, 0, 600, "How long requests may take to end at a stop.");

  private static final Pattern ORIGIN =
      Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:]+](:[0-9]{1,5})?");

  private static final Setting<Integer> BODY_BYTES =
      number(
          "http_body_bytes",
          HttpLimits.DEFAULTS.bodyBytes(),
          1,
          16_777_216,
          "The largest body that is taken.");
  private static final Setting<Duration> REQUEST_SECONDS =
      seconds(
          "http_request_seconds", 30, 0.1, 3_600, "After which a client that stalls is cut off.");
  private static final Setting<Integer> IN_FLIGHT =
      number(
          "http_in_flight",
          HttpLimits.DEFAULTS.maxInFlight(),
          1,
          100_000,
          "Requests worked on at once, an instance.");
  private static final Setting<Integer> CONNECTIONS =
      number(
          "http_connections",
          HttpLimits.DEFAULTS.maxConnections(),
          1,
          1_000_000,
          "Connections open at once, an instance.");

  public static final Setting<Set<String>> CORS_ORIGINS = corsOrigins();

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          INSTANCES,
          BODY_BYTES,
          REQUEST_SECONDS,
          IN_FLIGHT,
          CONNECTIONS,
          DRAIN_SECONDS,
          CORS_ORIGINS);

  private HttpSettings() {}

  private static Setting<Set<String>> corsOrigins() {
    Setting<Set<String>> names =
        Setting.names(
            "cors_origins",
            "Origins whose pages may use the API from a browser, such as https://example.org, with"
                + " commas between; * for all; not set: none.");
    return new Setting<>(
        names.key(),
        names.defaultText(),
        names.meaning(),
        names.secret(),
        names.reader().andThen(HttpSettings::origins));
  }

  private static Set<String> origins(Set<String> texts) {
    boolean any = texts.contains(CrossOrigin.ANY) && texts.size() == 1;
    if (!any && !texts.stream().allMatch(ORIGIN.asMatchPredicate())) {
      throw new IllegalArgumentException(
          "must be * alone, or origins as browsers send them: http:// or https://, a host in lower"
              + " case, and a port where it is not the usual one");
    }
    return texts;
  }

  /** What a door bears, as the keys say. */
  public static HttpLimits limits(Config config) {
    return new HttpLimits(
        config.get(BODY_BYTES),
        config.get(REQUEST_SECONDS),
        config.get(IN_FLIGHT),
        config.get(CONNECTIONS));
  }
}
