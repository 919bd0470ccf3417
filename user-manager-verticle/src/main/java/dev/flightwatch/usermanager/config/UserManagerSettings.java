package dev.flightwatch.usermanager.config;

import static dev.flightwatch.toolkit.config.Setting.number;
import static dev.flightwatch.toolkit.config.Setting.peer;
import static dev.flightwatch.toolkit.config.Setting.perOtherCore;
import static dev.flightwatch.toolkit.config.Setting.port;
import static dev.flightwatch.toolkit.config.Setting.seconds;
import static dev.flightwatch.toolkit.config.Setting.text;
import static dev.flightwatch.toolkit.config.Setting.url;

import dev.flightwatch.toolkit.cluster.ClusterSettings;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.launch.PortVariable;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.tls.TlsSettings;
import dev.flightwatch.toolkit.trace.TraceSettings;
import dev.flightwatch.usermanager.postgres.PostgresUrl;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of the user manager. */
public final class UserManagerSettings {
  private static final int YEAR = 365 * 86_400;

  /** The settings of this service, followed by those that every service has. */
  public static final Settings SETTINGS =
      new Settings(
          StartSettings.DATABASE,
          HttpSettings.API,
          GrpcSettings.SETTINGS,
          TlsSettings.SETTINGS,
          ClusterSettings.SETTINGS,
          TraceSettings.SETTINGS);

  public static final Setting<Integer> HTTP_PORT =
      SETTINGS.add(port("user_manager_http_port", 5000, "Port of the HTTP API."));
  public static final Setting<Integer> GRPC_PORT =
      SETTINGS.add(port("user_manager_grpc_port", 50_051, "Port of the gRPC API."));
  public static final Setting<Integer> MANAGEMENT_PORT =
      SETTINGS.add(
          port("user_manager_management_port", 5100, "Port of health checks and metrics."));

  public static final Setting<Optional<PostgresUrl>> DATABASE_URL =
      SETTINGS.add(
          url(
                  "database_url",
                  "PostgreSQL, `postgresql://user:password@host:port/name`, with `?sslmode=` and"
                      + " `&sslrootcert=` as in PostgreSQL's own clients. Required, except with"
                      + " `bin/flightwatch`, which then starts an embedded server.",
                  "postgresql",
                  "postgres")
              .map(url -> url.map(PostgresUrl::parse)));
  public static final Setting<HostAndPort> DATA_COLLECTOR_GRPC =
      SETTINGS.add(
          peer("data_collector_grpc", "127.0.0.1:50052", "gRPC API of the data collector."));
  public static final Setting<Duration> REQUEST_TTL_SECONDS =
      SETTINGS.add(
          seconds(
              "request_ttl_seconds",
              86_400,
              1,
              YEAR,
              "How long the result of a registration is kept for repeats of its Request-ID."));
  public static final Setting<Boolean> REGISTRATION =
      SETTINGS.add(
          text(
                  "registration",
                  "open",
                  "`open`, or `closed`: new users cannot register and get 403.")
              .map(UserManagerSettings::isOpen));
  public static final Setting<Integer> REGISTRATION_LIMIT =
      SETTINGS.add(
          number(
              "registration_limit",
              3_000,
              1,
              1_000_000,
              "New registrations per minute of one client network, in each process; more get 429."));
  public static final Setting<Integer> HASH_THREADS =
      SETTINGS.add(perOtherCore("hash_threads", 256, "Threads that hash passwords."));

  public static final Setting<Integer> DATABASE_POOL_SIZE =
      SETTINGS.addTuning(
          number("database_pool_size", 16, 1, 1000, "Maximum number of PostgreSQL connections."));
  public static final Setting<Duration> DATABASE_DEADLINE_SECONDS =
      SETTINGS.addTuning(
          seconds(
              "database_deadline_seconds",
              5,
              0.1,
              60,
              "Time that one request may wait for PostgreSQL in total; then it gets 503."));
  public static final Setting<Integer> HASH_QUEUE_SIZE =
      SETTINGS.addTuning(
          number(
              "hash_queue_size",
              256,
              1,
              100_000,
              "Passwords that may wait for a hash thread: half of them logins, half registrations."));
  public static final Setting<Duration> HASH_WAIT_SECONDS =
      SETTINGS.addTuning(
          seconds(
              "hash_wait_seconds",
              2,
              0.01,
              4,
              "Longest wait for a hash thread; a request that would wait longer gets 503."));
  public static final Setting<Integer> HASH_MEMORY_KIB =
      SETTINGS.addTuning(
          number(
              "hash_memory_kib",
              19_456,
              19_456,
              1_048_576,
              "Memory of one Argon2id hash in KiB, allocated once per hash thread."));
  public static final Setting<Integer> HASH_PASSES =
      SETTINGS.addTuning(
          number("hash_passes", 2, 2, 100, "Passes of one Argon2id hash over its memory."));

  public static final Setting<Duration> OUTBOX_SWEEP_SECONDS =
      SETTINGS.addTuning(
          seconds(
              "outbox_sweep_seconds",
              2,
              0.01,
              3600,
              "Interval between deliveries of user deletions. A refused one waits as long, doubled"
                  + " with each refusal; an unreachable data collector is tried every 2.5 intervals."));

  private UserManagerSettings() {}

  private static boolean isOpen(String text) {
    return switch (text) {
      case "open" -> true;
      case "closed" -> false;
      default -> throw new IllegalArgumentException("must be open or closed");
    };
  }

  /**
   * Reads the configuration of a verticle of the API layer, which needs no database.
   *
   * @throws dev.flightwatch.toolkit.config.ConfigException with every problem
   */
  public static Config load(JsonObject json) {
    return Config.load(json, SETTINGS.all()).check(UserManagerSettings::portAndTlsProblems);
  }

  /**
   * Reads the configuration of a service verticle or of the whole service.
   *
   * @throws dev.flightwatch.toolkit.config.ConfigException with every problem
   */
  public static Config loadService(JsonObject json) {
    return Config.load(json, SETTINGS.all()).check(UserManagerSettings::allProblems);
  }

  private static List<String> allProblems(Config config) {
    List<String> problems = portAndTlsProblems(config);
    if (config.get(DATABASE_URL).isEmpty()) {
      problems.add("DATABASE_URL must be set to postgresql://user:password@host:port/name");
    }
    return problems;
  }

  private static List<String> portAndTlsProblems(Config config) {
    List<String> problems = new ArrayList<>(TlsSettings.problems(config));
    problems.addAll(PortVariable.clashes(config, List.of(HTTP_PORT, GRPC_PORT, MANAGEMENT_PORT)));
    return problems;
  }
}
