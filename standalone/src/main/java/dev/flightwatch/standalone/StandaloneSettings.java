package dev.flightwatch.standalone;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

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
  static final Setting<Integer> USER_MANAGER_GRPC_PORT =
      Setting.port("user_manager_grpc_port", 50051, "Port of the user manager's gRPC.");
  static final Setting<Integer> DATA_COLLECTOR_GRPC_PORT =
      Setting.port("data_collector_grpc_port", 50052, "Port of the data collector's gRPC.");

  /** Those that no service has. */
  static final List<Setting<?>> OWN = List.of(DATA);

  static final List<Setting<?>> ALL =
      List.of(DATA, DATABASE_URL, MONGO_URL, USER_MANAGER_GRPC_PORT, DATA_COLLECTOR_GRPC_PORT);

  private StandaloneSettings() {}

  static Config load() {
    return Config.load(new JsonObject(), ALL);
  }
}
