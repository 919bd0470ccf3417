package dev.flightwatch.gateway.config;

import static dev.flightwatch.toolkit.config.Setting.number;
import static dev.flightwatch.toolkit.config.Setting.peer;
import static dev.flightwatch.toolkit.config.Setting.port;
import static dev.flightwatch.toolkit.config.Setting.text;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.launch.PortVariable;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.tls.TlsSettings;
import dev.flightwatch.toolkit.trace.TraceSettings;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of the gateway. */
public final class GatewaySettings {
  /** The settings of the gateway, followed by those that every service has. */
  public static final Settings SETTINGS =
      new Settings(
          StartSettings.SETTINGS,
          HttpSettings.SETTINGS,
          TlsSettings.HTTP_CLIENT,
          TraceSettings.SETTINGS);

  private static final int MAX_CREDIT = 200;

  public static final Setting<Integer> HTTP_PORT =
      SETTINGS.add(port("gateway_http_port", 8080, "Port for browsers and clients."));
  public static final Setting<Integer> MANAGEMENT_PORT =
      SETTINGS.add(port("gateway_management_port", 5180, "Port of health checks and metrics."));
  public static final Setting<HostAndPort> USER_MANAGER_HTTP =
      SETTINGS.add(peer("user_manager_http", "127.0.0.1:5000", "HTTP API of the user manager."));
  public static final Setting<HostAndPort> DATA_COLLECTOR_HTTP =
      SETTINGS.add(
          peer("data_collector_http", "127.0.0.1:5001", "HTTP API of the data collector."));
  public static final Setting<Integer> CLIENT_REQUESTS =
      SETTINGS.add(
          number(
              "gateway_client_requests",
              100,
              1,
              1_000_000,
              "Requests per second that one client (an IPv4 address, or an IPv6 network of 64 bits)"
                  + " may make, and twice as many at once; more get 429. The IPv6 network of 48 bits"
                  + " around it may make eight times as many."));

  public static final Setting<Optional<TileTemplate>> MAP_TILES_URL =
      SETTINGS.add(
          text(
                  "map_tiles_url",
                  "",
                  "Address of raster tiles below the board's map, such as"
                      + " `https://tiles.example.org/{z}/{x}/{y}.png`, which browsers then request"
                      + " from that host; empty: none, and no request to another host.")
              .map(GatewaySettings::template));

  public static final Setting<String> MAP_TILES_ATTRIBUTION =
      SETTINGS.add(
          text(
                  "map_tiles_attribution",
                  "",
                  "Credit in a corner of the map, as plain text, such as `© OpenStreetMap"
                      + " contributors`; required with `MAP_TILES_URL`.")
              .map(GatewaySettings::credit));

  private GatewaySettings() {}

  /**
   * Reads the configuration of a verticle of the gateway.
   *
   * @throws dev.flightwatch.toolkit.config.ConfigException with every problem
   */
  public static Config load(JsonObject json) {
    return Config.load(json, SETTINGS.all()).check(GatewaySettings::problems);
  }

  private static Optional<TileTemplate> template(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(TileTemplate.parse(text));
  }

  private static String credit(String text) {
    if (text.length() > MAX_CREDIT || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "must be one line of at most " + MAX_CREDIT + " characters");
    }
    return text;
  }

  private static List<String> problems(Config config) {
    List<String> problems = new ArrayList<>(TlsSettings.problems(config));
    problems.addAll(PortVariable.clashes(config, List.of(HTTP_PORT, MANAGEMENT_PORT)));
    if (config.get(MAP_TILES_URL).isPresent() && config.get(MAP_TILES_ATTRIBUTION).isEmpty()) {
      problems.add(
          "MAP_TILES_ATTRIBUTION must be set when MAP_TILES_URL is: the credit that the provider of"
              + " the tiles requires, such as © OpenStreetMap contributors");
    }
    return problems;
  }
}
