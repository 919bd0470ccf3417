package dev.flightwatch.standalone;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.launch.PortVariable;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of running everything in one JVM, beside those of the two services. */
final class StandaloneSettings {
  static final Setting<String> DATA =
      Setting.text(
          "flightwatch_data", ".flightwatch", "Where the embedded databases keep their files.");
  static final Setting<Optional<URI>> DATABASE_URL =
      Setting.url(
          "database_url", "PostgreSQL; not set: an embedded one.", "postgresql", "postgres");
  static final Setting<Optional<URI>> MONGO_URL =
      Setting.url("mongo_url", "MongoDB; not set: an embedded one.", "mongodb", "mongodb+srv");

  /** Those that no service has. */
  static final List<Setting<?>> OWN = List.of(DATA);

  private static final List<Setting<Integer>> PORTS =
      List.of(
          UserManagerSettings.HTTP_PORT,
          UserManagerSettings.GRPC_PORT,
          UserManagerSettings.MANAGEMENT_PORT,
          DataCollectorSettings.HTTP_PORT,
          DataCollectorSettings.GRPC_PORT,
          DataCollectorSettings.MANAGEMENT_PORT);

  private static final List<Setting<?>> ALL =
      Stream.concat(Stream.of(DATA, DATABASE_URL, MONGO_URL), PORTS.stream()).toList();

  private StandaloneSettings() {}

  static Config load() {
    return Config.load(new JsonObject(), ALL).check(config -> PortVariable.clashes(config, PORTS));
  }
}
