package dev.flightwatch.datacollector.config;

import static dev.flightwatch.toolkit.config.Setting.flag;
import static dev.flightwatch.toolkit.config.Setting.httpUrl;
import static dev.flightwatch.toolkit.config.Setting.number;
import static dev.flightwatch.toolkit.config.Setting.peer;
import static dev.flightwatch.toolkit.config.Setting.port;
import static dev.flightwatch.toolkit.config.Setting.seconds;
import static dev.flightwatch.toolkit.config.Setting.secret;
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
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of the data collector. */
public final class DataCollectorSettings {
  /** The settings of this service, followed by those that every service has. */
  public static final Settings SETTINGS =
      new Settings(
          StartSettings.DATABASE,
          HttpSettings.STREAMING_API,
          GrpcSettings.SETTINGS,
          TlsSettings.SETTINGS,
          ClusterSettings.SETTINGS,
          TraceSettings.SETTINGS);

  public static final Setting<Integer> HTTP_PORT =
      SETTINGS.add(port("data_collector_http_port", 5001, "Port of the HTTP API."));
  public static final Setting<Integer> GRPC_PORT =
      SETTINGS.add(port("data_collector_grpc_port", 50_052, "Port of the gRPC API."));
  public static final Setting<Integer> MANAGEMENT_PORT =
      SETTINGS.add(
          port("data_collector_management_port", 5101, "Port of health checks and metrics."));

  public static final Setting<Optional<URI>> MONGO_URL =
      SETTINGS.add(
          url(
              "mongo_url",
              "MongoDB server, `mongodb://user:password@host:port/`, with"
                  + " `?tls=true&tlsCAFile=FILE` for TLS. Required, except with `bin/flightwatch`,"
                  + " which then starts an embedded server.",
              "mongodb",
              "mongodb+srv"));
  public static final Setting<String> MONGO_DATABASE =
      SETTINGS.add(text("mongo_database", "flight_db", "Name of the MongoDB database."));
  public static final Setting<HostAndPort> USER_MANAGER_GRPC =
      SETTINGS.add(
          peer("user_manager_grpc", "127.0.0.1:50051", "User manager's gRPC API, `host:port`."));

  public static final Setting<Boolean> AUTH_REQUIRED =
      SETTINGS.add(
          flag(
              "auth_required",
              false,
              "`true` requires credentials for interests and their flights. `false` lets anybody"
                  + " who knows an address use them."));

  public static final Setting<Optional<String>> OPENSKY_CLIENT_ID =
      SETTINGS.add(
          secret(
              "opensky_client_id",
              "Client id for the OpenSky API. Without credentials, flights are simulated and marked"
                  + " `\"source\": \"mock\"`."));
  public static final Setting<Optional<String>> OPENSKY_CLIENT_SECRET =
      SETTINGS.add(secret("opensky_client_secret", "Client secret for the OpenSky API."));
  public static final Setting<URI> OPENSKY_API_URL =
      SETTINGS.add(
          httpUrl("opensky_api_url", "https://opensky-network.org/api", "Base URL of OpenSky."));
  public static final Setting<URI> OPENSKY_TOKEN_URL =
      SETTINGS.add(
          httpUrl(
              "opensky_token_url",
              "https://auth.opensky-network.org/auth/realms/opensky-network/protocol/openid-connect/token",
              "Token endpoint of OpenSky."));
  public static final Setting<Integer> OPENSKY_DAILY_CREDITS =
      SETTINGS.add(
          number(
              "opensky_daily_credits",
              4_000,
              0,
              10_000_000,
              "OpenSky credits of the account per UTC day, for flights and again for aircraft."
                  + " Airports are read less often when the credits do not suffice for the poll"
                  + " interval. 0: no limit."));

  public static final Setting<Duration> POLL_INTERVAL_SECONDS =
      SETTINGS.add(
          seconds(
              "poll_interval_seconds", 600, 0.2, 86_400, "Interval between reads of an airport."));
  public static final Setting<Integer> FLIGHTS_RETENTION_DAYS =
      SETTINGS.add(number("flights_retention_days", 400, 1, 36_500, "Days that flights are kept."));
  public static final Setting<Integer> BACKFILL_DAYS =
      SETTINGS.add(
          number(
              "backfill_days",
              30,
              0,
              365,
              "Days of history that are read for a followed airport; 0: none."));
  public static final Setting<Integer> TOMBSTONE_DAYS =
      SETTINGS.add(
          number("tombstone_days", 30, 1, 3_650, "Days that a user's deletion is remembered."));

  public static final Setting<Integer> MONGO_POOL_SIZE =
      SETTINGS.addTuning(
          number("mongo_pool_size", 20, 1, 1_000, "Maximum number of MongoDB connections."));
  public static final Setting<Duration> MONGO_DEADLINE_SECONDS =
      SETTINGS.addTuning(
          seconds(
              "mongo_deadline_seconds",
              5,
              0.1,
              60,
              "Time that one operation may take, including the wait for a connection."));

  public static final Setting<Duration> OPENSKY_TIMEOUT_SECONDS =
      SETTINGS.addTuning(
          seconds("opensky_timeout_seconds", 10, 0.05, 60, "Timeout of one call to OpenSky."));
  public static final Setting<Duration> OPENSKY_PAUSE_SECONDS =
      interval("opensky_pause_seconds", 60, "Pause of all calls after a 429 that names no time.");
  public static final Setting<Integer> OPENSKY_BREAKER_FAILURES =
      SETTINGS.addTuning(
          number(
              "opensky_breaker_failures",
              5,
              1,
              1_000,
              "Failed calls within 5 minutes that open the circuit breaker."));
  public static final Setting<Duration> OPENSKY_BREAKER_RESET_SECONDS =
      interval(
          "opensky_breaker_reset_seconds", 60, "Time until an open circuit breaker tries a call.");

  public static final Setting<Duration> POLL_TICK_SECONDS =
      interval("poll_tick_seconds", 15, "Interval between checks for due airports.");
  public static final Setting<Integer> POLL_PARALLEL =
      SETTINGS.addTuning(
          number("poll_parallel", 4, 1, 64, "Airports that a process collects concurrently."));
  public static final Setting<Duration> LEASE_SECONDS =
      SETTINGS.addTuning(
          seconds("lease_seconds", 30, 0.3, 3_600, "Duration of the lease on an airport."));
  public static final Setting<Duration> FOLLOW_SECONDS =
      SETTINGS.addTuning(
          seconds("follow_seconds", 9, 0.1, 9, "Time that `POST /interests` waits for flights."));
  public static final Setting<Duration> SWEEP_SECONDS =
      interval(
          "sweep_seconds", 3_600, "Interval between deletions of expired flights and tombstones.");
  public static final Setting<Duration> FOLLOWED_SCAN_SECONDS =
      interval("followed_scan_seconds", 600, "Interval between checks that airports are followed.");
  public static final Setting<Duration> RECONCILE_INTERVAL_SECONDS =
      interval(
          "reconcile_interval_seconds", 3_600, "Interval between checks that users still exist.");

  public static final Setting<Integer> ANSWER_CACHE_BYTES =
      SETTINGS.addTuning(
          number("answer_cache_bytes", 33_554_432, 0, 1 << 30, "Limit of the response cache."));
  public static final Setting<Duration> ANSWER_CACHE_SECONDS =
      SETTINGS.addTuning(
          seconds("answer_cache_seconds", 5, 0, 5, "Age limit of cached responses; 0: no cache."));

  private DataCollectorSettings() {}

  private static Setting<Duration> interval(String key, int defaultSeconds, String meaning) {
    return SETTINGS.addTuning(seconds(key, defaultSeconds, 0.05, 86_400, meaning));
  }

  /**
   * Reads the configuration of a verticle of the API layer, which needs no database.
   *
   * @throws dev.flightwatch.toolkit.config.ConfigException with every problem
   */
  public static Config load(JsonObject json) {
    return Config.load(json, SETTINGS.all()).check(DataCollectorSettings::portAndTlsProblems);
  }

  /**
   * Reads the configuration of a service verticle or of the whole service.
   *
   * @throws dev.flightwatch.toolkit.config.ConfigException with every problem
   */
  public static Config loadService(JsonObject json) {
    return Config.load(json, SETTINGS.all()).check(DataCollectorSettings::allProblems);
  }

  private static List<String> allProblems(Config config) {
    List<String> problems = portAndTlsProblems(config);
    if (config.get(MONGO_URL).isEmpty()) {
      problems.add("MONGO_URL must be set to a MongoDB server, mongodb://host:port/");
    }
    if (config.get(OPENSKY_CLIENT_ID).isPresent()
        != config.get(OPENSKY_CLIENT_SECRET).isPresent()) {
      problems.add(
          "OPENSKY_CLIENT_ID and OPENSKY_CLIENT_SECRET belong together: set both for real flights,"
              + " or neither for simulated ones");
    }
    return problems;
  }

  private static List<String> portAndTlsProblems(Config config) {
    List<String> problems = new ArrayList<>(TlsSettings.problems(config));
    problems.addAll(PortVariable.clashes(config, List.of(HTTP_PORT, GRPC_PORT, MANAGEMENT_PORT)));
    return problems;
  }
}
