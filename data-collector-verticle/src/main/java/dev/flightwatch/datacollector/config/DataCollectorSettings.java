package dev.flightwatch.datacollector.config;

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
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every key of the data collector. */
public final class DataCollectorSettings {
  public static final Setting<Integer> HTTP_PORT =
      Setting.port("data_collector_http_port", 5001, "Port of the REST operations.");
  public static final Setting<Integer> GRPC_PORT =
      Setting.port("data_collector_grpc_port", 50052, "Port of gRPC.");
  public static final Setting<Integer> MANAGEMENT_PORT =
      Setting.port("data_collector_management_port", 5101, "Port of the health checks.");
  public static final Setting<Optional<URI>> MONGO_URL =
      Setting.url(
          "mongo_url",
          "MongoDB server, mongodb://host:port/, ?tls=true&tlsCAFile=FILE for TLS; not set:"
              + " bin/flightwatch starts one.",
          "mongodb",
          "mongodb+srv");
  public static final Setting<String> MONGO_DATABASE =
      Setting.text("mongo_database", "flight_db", "Name of the database.");
  public static final Setting<Integer> MONGO_POOL_SIZE =
      Setting.number("mongo_pool_size", 20, 1, 1_000, "Connections to MongoDB at most.");
  public static final Setting<Duration> MONGO_DEADLINE_SECONDS =
      Setting.seconds(
          "mongo_deadline_seconds", 5, 0.1, 60, "Time of one operation, waiting included.");
  public static final Setting<HostAndPort> USER_MANAGER_GRPC =
      Setting.peer("user_manager_grpc", "127.0.0.1:50051", "Where the user manager's gRPC is.");
  public static final Setting<Optional<String>> OPENSKY_CLIENT_ID =
      Setting.secret("opensky_client_id", "OpenSky API client; not set: mock flights.");
  public static final Setting<Optional<String>> OPENSKY_CLIENT_SECRET =
      Setting.secret("opensky_client_secret", "Secret of that client.");
  public static final Setting<URI> OPENSKY_API_URL =
      Setting.httpUrl(
          "opensky_api_url", "https://opensky-network.org/api", "Root of OpenSky's API.");
  public static final Setting<URI> OPENSKY_TOKEN_URL =
      Setting.httpUrl(
          "opensky_token_url",
          "https://auth.opensky-network.org/auth/realms/opensky-network/protocol/openid-connect/token",
          "Where OpenSky gives tokens.");
  public static final Setting<Duration> OPENSKY_TIMEOUT_SECONDS =
      Setting.seconds("opensky_timeout_seconds", 10, 0.05, 60, "Time of one call to OpenSky.");
  public static final Setting<Duration> OPENSKY_TOKEN_MARGIN_SECONDS =
      Setting.seconds("opensky_token_margin_seconds", 30, 0, 600, "How early a token is renewed.");
  public static final Setting<Duration> OPENSKY_PAUSE_SECONDS =
      Setting.seconds(
          "opensky_pause_seconds", 60, 0.05, 86_400, "Pause after a 429 that names no time.");
  public static final Setting<Integer> OPENSKY_ANSWER_BYTES =
      Setting.number(
          "opensky_answer_bytes", 16_777_216, 1_024, 268_435_456, "Largest answer of OpenSky.");
  public static final Setting<Integer> OPENSKY_CONNECTIONS =
      Setting.number("opensky_connections", 8, 1, 64, "Calls to OpenSky at once.");
  public static final Setting<Integer> OPENSKY_DAILY_CREDITS =
      Setting.number(
          "opensky_daily_credits",
          4_000,
          0,
          10_000_000,
          "Credits of the account in a UTC day, which are made to last it. 0: nothing is kept back.");
  public static final Setting<Integer> OPENSKY_BREAKER_FAILURES =
      Setting.number(
          "opensky_breaker_failures", 5, 1, 1_000, "Failures that open the circuit breaker.");
  public static final Setting<Duration> OPENSKY_BREAKER_WINDOW_SECONDS =
      Setting.seconds(
          "opensky_breaker_window_seconds", 300, 1, 86_400, "Within how long they count.");
  public static final Setting<Duration> OPENSKY_BREAKER_RESET_SECONDS =
      Setting.seconds(
          "opensky_breaker_reset_seconds", 60, 0.05, 86_400, "When an open breaker tries again.");

  public static final Setting<Duration> POLL_INTERVAL_SECONDS =
      Setting.seconds(
          "poll_interval_seconds",
          600,
          0.2,
          86_400,
          "Period in which an airport is read once; longer when the credits do not reach.");
  public static final Setting<Duration> POLL_TICK_SECONDS =
      Setting.seconds(
          "poll_tick_seconds", 15, 0.05, 3_600, "How often is looked for airports that are due.");
  public static final Setting<Integer> POLL_PARALLEL =
      Setting.number("poll_parallel", 4, 1, 64, "Airports that are collected at a time.");
  public static final Setting<Duration> LEASE_SECONDS =
      Setting.seconds("lease_seconds", 30, 0.3, 3_600, "Life of the claim on an airport.");
  public static final Setting<Duration> FOLLOW_SECONDS =
      Setting.seconds("follow_seconds", 9, 0.1, 9, "How long a follow waits for its collection.");
  public static final Setting<Duration> FOLLOW_RECHECK_SECONDS =
      Setting.seconds(
          "follow_recheck_seconds", 0.25, 0.01, 5, "How often a waiting follow looks again.");
  public static final Setting<Integer> FLIGHTS_RETENTION_DAYS =
      Setting.number("flights_retention_days", 400, 1, 36_500, "How long flights are kept.");
  public static final Setting<Integer> TOMBSTONE_DAYS =
      Setting.number("tombstone_days", 30, 1, 3_650, "How long a deleted user is remembered.");
  public static final Setting<Duration> SWEEP_SECONDS =
      Setting.seconds("sweep_seconds", 3_600, 0.05, 86_400, "How often expired data is deleted.");
  public static final Setting<Duration> RECONCILE_INTERVAL_SECONDS =
      Setting.seconds(
          "reconcile_interval_seconds",
          3_600,
          0.05,
          86_400,
          "How often is asked whether those who follow still exist.");

  public static final Setting<Integer> ANSWER_CACHE_BYTES =
      Setting.number(
          "answer_cache_bytes",
          33_554_432,
          0,
          1_073_741_824,
          "Answers kept in memory at most, for all who read.");
  public static final Setting<Duration> ANSWER_CACHE_SECONDS =
      Setting.seconds(
          "answer_cache_seconds", 5, 0, 5, "How old a kept answer may be; 0: none is kept.");

  private static final List<Setting<?>> OWN =
      List.of(
          HTTP_PORT,
          GRPC_PORT,
          MANAGEMENT_PORT,
          MONGO_URL,
          MONGO_DATABASE,
          MONGO_POOL_SIZE,
          MONGO_DEADLINE_SECONDS,
          USER_MANAGER_GRPC,
          OPENSKY_CLIENT_ID,
          OPENSKY_CLIENT_SECRET,
          OPENSKY_API_URL,
          OPENSKY_TOKEN_URL,
          OPENSKY_TIMEOUT_SECONDS,
          OPENSKY_TOKEN_MARGIN_SECONDS,
          OPENSKY_PAUSE_SECONDS,
          OPENSKY_ANSWER_BYTES,
          OPENSKY_CONNECTIONS,
          OPENSKY_DAILY_CREDITS,
          OPENSKY_BREAKER_FAILURES,
          OPENSKY_BREAKER_WINDOW_SECONDS,
          OPENSKY_BREAKER_RESET_SECONDS,
          POLL_INTERVAL_SECONDS,
          POLL_TICK_SECONDS,
          POLL_PARALLEL,
          LEASE_SECONDS,
          FOLLOW_SECONDS,
          FOLLOW_RECHECK_SECONDS,
          FLIGHTS_RETENTION_DAYS,
          TOMBSTONE_DAYS,
          SWEEP_SECONDS,
          RECONCILE_INTERVAL_SECONDS,
          ANSWER_CACHE_BYTES,
          ANSWER_CACHE_SECONDS);

  /** All keys, in the order of the documentation. */
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

  private DataCollectorSettings() {}

  /** Reads and checks the keys of a door, which needs no database. */
  public static Config load(JsonObject json) {
    return Config.load(json, ALL).check(DataCollectorSettings::listening);
  }

  /** Reads and checks the keys of an owner, or of the whole service. */
  public static Config loadService(JsonObject json) {
    return Config.load(json, ALL).check(DataCollectorSettings::rules);
  }

  private static List<String> listening(Config config) {
    return Stream.of(
            PortVariable.clashes(config, List.of(HTTP_PORT, GRPC_PORT, MANAGEMENT_PORT)),
            TlsSettings.problems(config))
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> rules(Config config) {
    List<String> problems = new ArrayList<>(listening(config));
    if (config.get(MONGO_URL).isEmpty()) {
      problems.add("MONGO_URL must be set to a MongoDB server, mongodb://host:port/");
    }
    if (config.get(OPENSKY_CLIENT_ID).isPresent()
        != config.get(OPENSKY_CLIENT_SECRET).isPresent()) {
      problems.add(
          "OPENSKY_CLIENT_ID and OPENSKY_CLIENT_SECRET go together: set both for real flights, or"
              + " neither for mock ones");
    }
    return problems;
  }
}
