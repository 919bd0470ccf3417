package dev.flightwatch.usermanager.config;

import static dev.flightwatch.toolkit.config.Setting.number;
import static dev.flightwatch.toolkit.config.Setting.peer;
import static dev.flightwatch.toolkit.config.Setting.port;
import static dev.flightwatch.toolkit.config.Setting.seconds;
import static dev.flightwatch.toolkit.config.Setting.text;
import static dev.flightwatch.toolkit.config.Setting.url;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.usermanager.postgres.PostgresUrl;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every key of the user manager's configuration. */
public final class UserManagerSettings {
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int DAY = 86_400;

  public static final Setting<String> BIND_ADDRESS =
      text("bind_address", "127.0.0.1", "Address that all doors listen on.");
  public static final Setting<Integer> HTTP_PORT =
      port("user_manager_http_port", 5000, "Port of the REST door.");
  public static final Setting<Integer> GRPC_PORT =
      port("user_manager_grpc_port", 50_051, "Port of the gRPC door.");
  public static final Setting<Integer> MANAGEMENT_PORT =
      port("user_manager_management_port", 5100, "Port of health and metrics.");

  public static final Setting<PostgresUrl> DATABASE_URL = databaseUrl();
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
  public static final Setting<Integer> START_ATTEMPTS =
      number("start_attempts", 10, 1, 1000, "How often the database is tried at the start.");
  public static final Setting<Duration> START_PAUSE_SECONDS =
      seconds("start_pause_seconds", 3, 0.01, 600, "The pause between these attempts.");

  public static final Setting<Integer> HASH_THREADS =
      number("hash_threads", CORES, 1, 256, "Passwords that are hashed at once.");
  public static final Setting<Integer> HASH_QUEUE_SIZE =
      number("hash_queue_size", 256, 1, 100_000, "Passwords that may wait to be hashed.");
  public static final Setting<Integer> HASH_MEMORY_KIB =
      number("hash_memory_kib", 19_456, 19_456, 1_048_576, "Memory of one Argon2id hash, in KiB.");
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
  public static final Setting<String> GRPC_SERVICE_CONFIG =
      text(
          "grpc_service_config",
          "conf/grpc-service-config.json",
          "File with deadline and retries of calls, in gRPC's service config format.");
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

  public static final Setting<Integer> HTTP_INSTANCES =
      number("http_instances", CORES, 1, 256, "Instances of the REST door, each on an event loop.");
  public static final Setting<Integer> HTTP_BODY_BYTES =
      number("http_body_bytes", 65_536, 1, 16_777_216, "The largest body that is taken.");
  public static final Setting<Duration> HTTP_REQUEST_SECONDS =
      seconds(
          "http_request_seconds", 30, 0.1, 3600, "After which a client that stalls is cut off.");
  public static final Setting<Integer> HTTP_IN_FLIGHT =
      number("http_in_flight", 1024, 1, 100_000, "Requests worked on at once, an instance.");
  public static final Setting<Integer> HTTP_CONNECTIONS =
      number("http_connections", 8192, 1, 1_000_000, "Connections open at once, an instance.");
  public static final Setting<Duration> HTTP_DRAIN_SECONDS =
      seconds("http_drain_seconds", 20, 0, 600, "How long requests may take to end at a stop.");

  public static final Setting<Integer> GRPC_INSTANCES =
      number("grpc_instances", CORES, 1, 256, "Instances of the gRPC door, each on an event loop.");
  public static final Setting<Integer> GRPC_MESSAGE_BYTES =
      number("grpc_message_bytes", 65_536, 1, 16_777_216, "The largest gRPC message taken.");
  public static final Setting<Integer> GRPC_IN_FLIGHT =
      number("grpc_in_flight", 1000, 1, 100_000, "Calls worked on at once, an instance.");
  public static final Setting<Duration> GRPC_DRAIN_SECONDS =
      seconds("grpc_drain_seconds", 6, 0, 600, "How long calls may take to end at a stop.");
  public static final Setting<Duration> DEDUPLICATION_TTL_SECONDS =
      seconds("deduplication_ttl_seconds", 300, 0.1, DAY, "How long a gRPC answer is recorded.");
  public static final Setting<Integer> DEDUPLICATION_SIZE =
      number("deduplication_size", 100_000, 1, 10_000_000, "How many gRPC answers are recorded.");

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          BIND_ADDRESS,
          HTTP_PORT,
          GRPC_PORT,
          MANAGEMENT_PORT,
          DATABASE_URL,
          DATABASE_POOL_SIZE,
          DATABASE_QUEUE_SIZE,
          DATABASE_DEADLINE_SECONDS,
          IDLE_TRANSACTION_SECONDS,
          MIGRATION_SECONDS,
          START_ATTEMPTS,
          START_PAUSE_SECONDS,
          HASH_THREADS,
          HASH_QUEUE_SIZE,
          HASH_MEMORY_KIB,
          HASH_PASSES,
          REQUEST_TTL_SECONDS,
          REQUEST_SWEEP_SECONDS,
          REQUEST_SWEEP_BATCH,
          REMEMBERED_REPEATS,
          DATA_COLLECTOR_GRPC,
          GRPC_SERVICE_CONFIG,
          OUTBOX_SWEEP_SECONDS,
          OUTBOX_CLAIM_SECONDS,
          OUTBOX_BATCH,
          OUTBOX_BACKOFF_SECONDS,
          OUTBOX_MAX_BACKOFF_SECONDS,
          OUTBOX_PROBE_SECONDS,
          HTTP_INSTANCES,
          HTTP_BODY_BYTES,
          HTTP_REQUEST_SECONDS,
          HTTP_IN_FLIGHT,
          HTTP_CONNECTIONS,
          HTTP_DRAIN_SECONDS,
          GRPC_INSTANCES,
          GRPC_MESSAGE_BYTES,
          GRPC_IN_FLIGHT,
          GRPC_DRAIN_SECONDS,
          DEDUPLICATION_TTL_SECONDS,
          DEDUPLICATION_SIZE);

  private UserManagerSettings() {}

  private static Setting<PostgresUrl> databaseUrl() {
    Setting<Optional<URI>> address =
        url(
            "database_url",
            "PostgreSQL, as postgresql://user:password@host:port/name.",
            "postgresql",
            "postgres");
    return new Setting<>(
        address.key(),
        address.defaultText(),
        address.meaning(),
        true,
        text ->
            PostgresUrl.parse(
                address
                    .reader()
                    .apply(text)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "must be set, to postgresql://user:password@host:port/name"))));
  }

  /**
   * Reads the configuration of a verticle.
   *
   * @throws dev.flightwatch.toolkit.config.ConfigException with every problem at once
   */
  public static Config load(JsonObject json) {
    return Config.load(json, ALL);
  }
}
