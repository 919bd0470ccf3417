package dev.flightwatch.usermanager.config;

import static dev.flightwatch.toolkit.config.Setting.number;
import static dev.flightwatch.toolkit.config.Setting.peer;
import static dev.flightwatch.toolkit.config.Setting.perOtherCore;
import static dev.flightwatch.toolkit.config.Setting.port;
import static dev.flightwatch.toolkit.config.Setting.seconds;
import static dev.flightwatch.toolkit.config.Setting.url;

import dev.flightwatch.toolkit.cluster.ClusterSettings;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.launch.PortVariable;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.tls.TlsSettings;
import dev.flightwatch.toolkit.trace.TraceSettings;
import dev.flightwatch.usermanager.postgres.PostgresUrl;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every key of the user manager's configuration. */
public final class UserManagerSettings {
  private static final int DAY = 86_400;

  public static final Setting<Integer> HTTP_PORT =
      port("user_manager_http_port", 5000, "Port of the REST door.");
  public static final Setting<Integer> GRPC_PORT =
      port("user_manager_grpc_port", 50_051, "Port of the gRPC door.");
  public static final Setting<Integer> MANAGEMENT_PORT =
      port("user_manager_management_port", 5100, "Port of health and metrics.");

  public static final Setting<Optional<PostgresUrl>> DATABASE_URL = databaseUrl();
  public static final Setting<Integer> DATABASE_POOL_SIZE =
      number("database_pool_size", 16, 1, 1000, "Connections to PostgreSQL at most.");
  public static final Setting<Integer> DATABASE_QUEUE_SIZE =
      number("database_queue_size", 512, 1, 100_000, "Requests that may wait for a connection.");
  public static final Setting<Duration> DATABASE_DEADLINE_SECONDS =
      seconds(
          "database_deadline_seconds",
          5,
          0.1,
          60,
          "How long one request may wait for PostgreSQL in all; then it is answered 503.");
  public static final Setting<Duration> IDLE_TRANSACTION_SECONDS =
      seconds(
          "idle_transaction_seconds",
          10,
          1,
          600,
          "After which PostgreSQL ends a transaction whose client went silent.");
  public static final Setting<Duration> MIGRATION_SECONDS =
      seconds("migration_seconds", 60, 1, 3600, "After which one step of a migration is given up.");

  public static final Setting<Integer> HASH_THREADS =
      perOtherCore("hash_threads", 256, "Passwords that are hashed at once.");
  public static final Setting<Integer> HASH_QUEUE_SIZE =
      number("hash_queue_size", 256, 1, 100_000, "Passwords that may wait to be hashed, at most.");
  public static final Setting<Duration> HASH_WAIT_SECONDS =
      seconds(
          "hash_wait_seconds",
          2,
          0.01,
          4,
          "How long a password may have to wait to be hashed; what would wait longer gets 503.");
  public static final Setting<Integer> HASH_MEMORY_KIB =
      number(
          "hash_memory_kib",
          19_456,
          19_456,
          1_048_576,
          "Memory of one Argon2id hash, in KiB; kept for each of the hash threads.");
  public static final Setting<Integer> HASH_PASSES =
      number("hash_passes", 2, 2, 100, "Passes of one Argon2id hash over its memory.");

  public static final Setting<Duration> REQUEST_TTL_SECONDS =
      seconds(
          "request_ttl_seconds", DAY, 1, 365.0 * DAY, "How long a registration's answer is kept.");
  public static final Setting<Duration> REQUEST_SWEEP_SECONDS =
      seconds("request_sweep_seconds", 600, 0.01, DAY, "How often older answers are removed.");
  public static final Setting<Integer> REQUEST_SWEEP_BATCH =
      number("request_sweep_batch", 1000, 1, 100_000, "How many are removed at once.");
  public static final Setting<Integer> REMEMBERED_REPEATS =
      number(
          "remembered_repeats",
          10_000,
          1,
          10_000_000,
          "Registrations whose repeats are recognised without a slow hash.");

  public static final Setting<HostAndPort> DATA_COLLECTOR_GRPC =
      peer("data_collector_grpc", "127.0.0.1:50052", "Where the data collector is told.");
  public static final Setting<Duration> OUTBOX_SWEEP_SECONDS =
      seconds("outbox_sweep_seconds", 2, 0.01, 3600, "How often due deletions are looked for.");
  public static final Setting<Duration> OUTBOX_CLAIM_SECONDS =
      seconds(
          "outbox_claim_seconds",
          10,
          0.01,
          3600,
          "How long a deletion belongs to the process that took it; longer than a call may last.");
  public static final Setting<Integer> OUTBOX_BATCH =
      number("outbox_batch", 20, 1, 1000, "Deletions that are told at once.");
  public static final Setting<Duration> OUTBOX_BACKOFF_SECONDS =
      seconds(
          "outbox_backoff_seconds", 2, 0.01, 3600, "The wait after a refusal, doubled with each.");
  public static final Setting<Duration> OUTBOX_MAX_BACKOFF_SECONDS =
      seconds("outbox_max_backoff_seconds", 300, 0.01, DAY, "The longest wait after a refusal.");
  public static final Setting<Duration> OUTBOX_PROBE_SECONDS =
      seconds(
          "outbox_probe_seconds",
          5,
          0.01,
          3600,
          "The wait between attempts while the data collector cannot be reached.");

  private static final List<Setting<?>> OWN =
      List.of(
          HTTP_PORT,
          GRPC_PORT,
          MANAGEMENT_PORT,
          DATABASE_URL,
          DATABASE_POOL_SIZE,
          DATABASE_QUEUE_SIZE,
          DATABASE_DEADLINE_SECONDS,
          IDLE_TRANSACTION_SECONDS,
          MIGRATION_SECONDS,
          HASH_THREADS,
          HASH_QUEUE_SIZE,
          HASH_WAIT_SECONDS,
          HASH_MEMORY_KIB,
          HASH_PASSES,
          REQUEST_TTL_SECONDS,
          REQUEST_SWEEP_SECONDS,
          REQUEST_SWEEP_BATCH,
          REMEMBERED_REPEATS,
          DATA_COLLECTOR_GRPC,
          OUTBOX_SWEEP_SECONDS,
          OUTBOX_CLAIM_SECONDS,
          OUTBOX_BATCH,
          OUTBOX_BACKOFF_SECONDS,
          OUTBOX_MAX_BACKOFF_SECONDS,
          OUTBOX_PROBE_SECONDS);

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      Stream.of(
              StartSettings.ALL,
              OWN,
              HttpSettings.ALL,
              GrpcSettings.ALL,
              TlsSettings.ALL,
              ClusterSettings.ALL,
              TraceSettings.ALL)
          .flatMap(List::stream)
          .toList();

  private UserManagerSettings() {}

  private static Setting<Optional<PostgresUrl>> databaseUrl() {
    Setting<Optional<URI>> address =
        url(
            "database_url",
            "PostgreSQL, as postgresql://user:password@host:port/name; ?sslmode= and &sslrootcert="
                + " as in its own clients.",
            "postgresql",
            "postgres");
    return new Setting<>(
        address.key(),
        address.defaultText(),
        address.meaning(),
        true,
        text -> address.reader().apply(text).map(PostgresUrl::parse));
  }

  /**
   * Reads the configuration of a door, which needs no database.
   *
   * @throws dev.flightwatch.toolkit.config.ConfigException with every problem at once
   */
  public static Config load(JsonObject json) {
    return Config.load(json, ALL).check(UserManagerSettings::listening);
  }

  /**
   * Reads the configuration of an owner, or of the whole service.
   *
   * @throws dev.flightwatch.toolkit.config.ConfigException with every problem at once
   */
  public static Config loadService(JsonObject json) {
    return Config.load(json, ALL)
        .check(
            config -> Stream.concat(listening(config).stream(), missing(config).stream()).toList());
  }

  private static List<String> listening(Config config) {
    return Stream.of(
            PortVariable.clashes(config, List.of(HTTP_PORT, GRPC_PORT, MANAGEMENT_PORT)),
            TlsSettings.problems(config))
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> missing(Config config) {
    return config.get(DATABASE_URL).isPresent()
        ? List.of()
        : List.of("DATABASE_URL must be set, to postgresql://user:password@host:port/name");
  }
}
