package dev.flightwatch.standalone;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.gateway.config.GatewaySettings;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import dev.flightwatch.toolkit.launch.PortVariable;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of the process that runs both services and the gateway. */
final class StandaloneSettings {
  /** The settings that neither a service nor the gateway has. */
  static final Settings SETTINGS = new Settings();

  static final Setting<String> DATA =
      SETTINGS.add(
          Setting.text("flightwatch_data", ".flightwatch", "Directory of the embedded databases."));

  static final Setting<Optional<URI>> DATABASE_URL =
      Setting.url("database_url", "PostgreSQL; empty: embedded.", "postgresql", "postgres");
  static final Setting<Optional<URI>> MONGO_URL =
      Setting.url("mongo_url", "MongoDB; empty: embedded.", "mongodb", "mongodb+srv");

  private static final List<Setting<Integer>> PORTS =
      List.of(
          UserManagerSettings.HTTP_PORT,
          UserManagerSettings.GRPC_PORT,
          UserManagerSettings.MANAGEMENT_PORT,
          DataCollectorSettings.HTTP_PORT,
          DataCollectorSettings.GRPC_PORT,
          DataCollectorSettings.MANAGEMENT_PORT,
          GatewaySettings.HTTP_PORT,
          GatewaySettings.MANAGEMENT_PORT);

  private StandaloneSettings() {}

  /** Reads the settings that this process needs before it starts the services. */
  static Config load() {
    List<Setting<?>> settings =
        Stream.of(SETTINGS.all(), List.of(DATABASE_URL, MONGO_URL), PORTS)
            .<Setting<?>>flatMap(List::stream)
            .toList();
    return Config.load(new JsonObject(), settings)
        .check(config -> PortVariable.clashes(config, PORTS));
  }
}
