package dev.flightwatch.gateway.config;

import static dev.flightwatch.toolkit.config.Setting.number;
import static dev.flightwatch.toolkit.config.Setting.peer;
import static dev.flightwatch.toolkit.config.Setting.port;

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

/** The settings of the gateway. */
public final class GatewaySettings {
  /** The settings of the gateway, followed by those that every service has. */
  public static final Settings SETTINGS =
      new Settings(
          StartSettings.SETTINGS,
          HttpSettings.SETTINGS,
          TlsSettings.HTTP_CLIENT,
          TraceSettings.SETTINGS);

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
                  + " may make, and twice as many at once; more get 429."));

  public static final Setting<Integer> CLIENT_STREAMS =
      SETTINGS.add(
          number(
              "gateway_client_streams",
              64,
              1,
              1_000_000,
              "Streams that one client may have open; more get 429. A client is the same as for"
                  + " `GATEWAY_CLIENT_REQUESTS`."));

  private GatewaySettings() {}

  /**
   * Reads the configuration of a verticle of the gateway.
   *
   * @throws dev.flightwatch.toolkit.config.ConfigException with every problem
   */
  public static Config load(JsonObject json) {
    return Config.load(json, SETTINGS.all()).check(GatewaySettings::problems);
  }

  private static List<String> problems(Config config) {
    List<String> problems = new ArrayList<>(TlsSettings.problems(config));
    problems.addAll(PortVariable.clashes(config, List.of(HTTP_PORT, MANAGEMENT_PORT)));
    return problems;
  }
}
