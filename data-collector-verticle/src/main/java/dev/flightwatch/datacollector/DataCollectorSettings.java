package dev.flightwatch.datacollector;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Setting;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every key of the data collector. */
public final class DataCollectorSettings {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  static final Setting<String> BIND_ADDRESS =
      Setting.text("bind_address", "127.0.0.1", "Address that all ports are bound to.");
  static final Setting<Integer> HTTP_PORT =
      Setting.port("data_collector_http_port", 5001, "Port of the REST operations.");
  static final Setting<Integer> GRPC_PORT =
      Setting.port("data_collector_grpc_port", 50052, "Port of gRPC.");
  static final Setting<Integer> MANAGEMENT_PORT =
      Setting.port("data_collector_management_port", 5101, "Port of the health checks.");
  static final Setting<Integer> DOOR_INSTANCES =
      Setting.number(
          "door_instances", CORES, 1, 64, "Instances of each door; the default is one a core.");
  static final Setting<Integer> HTTP_BODY_BYTES =
      Setting.number("http_body_bytes", 65_536, 1_024, 16_777_216, "Largest request body.");
  static final Setting<Duration> HTTP_REQUEST_SECONDS =
      Setting.seconds(
          "http_request_seconds", 30, 0.1, 600, "How long a client may take to send a request.");
  static final Setting<Integer> HTTP_MAX_IN_FLIGHT =
      Setting.number("http_max_in_flight", 1_024, 1, 100_000, "Requests at once, a door instance.");
  static final Setting<Integer> HTTP_MAX_CONNECTIONS =
      Setting.number(
          "http_max_connections", 8_192, 1, 1_000_000, "Connections at once, a door instance.");
  static final Setting<Integer> GRPC_MAX_IN_FLIGHT =
      Setting.number("grpc_max_in_flight", 1_000, 1, 100_000, "Calls at once, a door instance.");
  static final Setting<Duration> HTTP_DRAIN_SECONDS =
      Setting.seconds(
          "http_drain_seconds", 20, 0, 600, "How long HTTP requests may end in at a stop.");
  static final Setting<Duration> GRPC_DRAIN_SECONDS =
      Setting.seconds("grpc_drain_seconds", 6, 0, 600, "How long gRPC calls may end in at a stop.");

  static final Setting<Optional<URI>> MONGO_URL =
      Setting.url(
          "mongo_url",
          "MongoDB server, mongodb://host:port/; not set: bin/flightwatch starts one.",
          "mongodb",
          "mongodb+srv");
  static final Setting<String> MONGO_DATABASE =
      Setting.text("mongo_database", "flight_db", "Name of the database.");
  static final Setting<Integer> MONGO_POOL_SIZE =
      Setting.number("mongo_pool_size", 20, 1, 1_000, "Connections to MongoDB at most.");
  static final Setting<Duration> MONGO_DEADLINE_SECONDS =
      Setting.seconds(
          "mongo_deadline_seconds", 5, 0.1, 60, "Time of one operation, waiting included.");
  static final Setting<Integer> START_ATTEMPTS =
      Setting.number("start_attempts", 10, 1, 1_000, "How often a database is tried at the start.");
  static final Setting<Duration> START_PAUSE_SECONDS =
      Setting.seconds("start_pause_seconds", 3, 0.01, 60, "Pause between those attempts.");

  static final Setting<HostAndPort> USER_MANAGER_GRPC =
      Setting.peer("user_manager_grpc", "127.0.0.1:50051", "Where the user manager's gRPC is.");
  static final Setting<String> GRPC_SERVICE_CONFIG =
      Setting.text(
          "grpc_service_config",
          "conf/grpc-service-config.json",
          "gRPC service config: deadline, retries and backoff of the channel.");
  static final Setting<Duration> GRPC_RECORD_SECONDS =
      Setting.seconds(
          "grpc_record_seconds", 300, 0.1, 86_400, "How long answers to gRPC calls are recorded.");
  static final Setting<Integer> GRPC_RECORDS =
      Setting.number("grpc_records", 100_000, 1, 10_000_000, "How many of them at most.");

  static final Setting<Optional<String>> OPENSKY_CLIENT_ID =
      Setting.secret("opensky_client_id", "OpenSky API client; not set: mock flights.");
  static final Setting<Optional<String>> OPENSKY_CLIENT_SECRET =
      Setting.secret("opensky_client_secret", "Secret of that client.");
  static final Setting<URI> OPENSKY_API_URL =
      Setting.httpUrl(
          "opensky_api_url", "https://opensky-network.org/api", "Root of OpenSky's API.");
  static final Setting<URI> OPENSKY_TOKEN_URL =
      Setting.httpUrl(
          "opensky_token_url",
          "https://auth.opensky-network.org/auth/realms/opensky-network/protocol/openid-connect/token",
          "Where OpenSky gives tokens.");
  static final Setting<Duration> OPENSKY_TIMEOUT_SECONDS =
      Setting.seconds("opensky_timeout_seconds", 10, 0.05, 60, "Time of one call to OpenSky.");
  static final Setting<Duration> OPENSKY_TOKEN_MARGIN_SECONDS =
      Setting.seconds("opensky_token_margin_seconds", 30, 0, 600, "How early a token is renewed.");
  static final Setting<Duration> OPENSKY_PAUSE_SECONDS =
      Setting.seconds(
          "opensky_pause_seconds", 60, 0.05, 86_400, "Pause after a 429 that names no time.");
  static final Setting<Integer> OPENSKY_ANSWER_BYTES =
      Setting.number(
          "opensky_answer_bytes", 16_777_216, 1_024, 268_435_456, "Largest answer of OpenSky.");
  static final Setting<Integer> OPENSKY_CONNECTIONS =
      Setting.number("opensky_connections", 8, 1, 64, "Calls to OpenSky at once.");
  static final Setting<Integer> OPENSKY_BREAKER_FAILURES =
      Setting.number(
          "opensky_breaker_failures", 5, 1, 1_000, "Failures that open the circuit breaker.");
  static final Setting<Duration> OPENSKY_BREAKER_WINDOW_SECONDS =
      Setting.seconds(
          "opensky_breaker_window_seconds", 300, 1, 86_400, "Within how long they count.");
  static final Setting<Duration> OPENSKY_BREAKER_RESET_SECONDS =
      Setting.seconds(
          "opensky_breaker_reset_seconds", 60, 0.05, 86_400, "When an open breaker tries again.");

  static final Setting<Duration> POLL_INTERVAL_SECONDS =
      Setting.seconds(
          "poll_interval_seconds", 600, 0.2, 86_400, "Period in which an airport is read once.");
  static final Setting<Duration> POLL_TICK_SECONDS =
      Setting.seconds(
          "poll_tick_seconds", 15, 0.05, 3_600, "How often is looked for airports that are due.");
  static final Setting<Integer> POLL_PARALLEL =
      Setting.number("poll_parallel", 4, 1, 64, "Airports that are collected at a time.");
  static final Setting<Duration> LEASE_SECONDS =
      Setting.seconds("lease_seconds", 30, 0.3, 3_600, "Life of the claim on an airport.");
  static final Setting<Duration> FOLLOW_SECONDS =
      Setting.seconds("follow_seconds", 9, 0.1, 9, "How long a follow waits for its collection.");
  static final Setting<Duration> FOLLOW_RECHECK_SECONDS =
      Setting.seconds(
          "follow_recheck_seconds", 0.25, 0.01, 5, "How often a waiting follow looks again.");
  static final Setting<Integer> FLIGHTS_RETENTION_DAYS =
      Setting.number("flights_retention_days", 400, 1, 36_500, "How long flights are kept.");
  static final Setting<Integer> TOMBSTONE_DAYS =
      Setting.number("tombstone_days", 30, 1, 3_650, "How long a deleted user is remembered.");
  static final Setting<Duration> SWEEP_SECONDS =
      Setting.seconds("sweep_seconds", 3_600, 0.05, 86_400, "How often expired data is deleted.");

  /** All keys, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          BIND_ADDRESS,
          HTTP_PORT,
          GRPC_PORT,
          MANAGEMENT_PORT,
          DOOR_INSTANCES,
          HTTP_BODY_BYTES,
          HTTP_REQUEST_SECONDS,
          HTTP_MAX_IN_FLIGHT,
          HTTP_MAX_CONNECTIONS,
          GRPC_MAX_IN_FLIGHT,
          HTTP_DRAIN_SECONDS,
          GRPC_DRAIN_SECONDS,
          MONGO_URL,
          MONGO_DATABASE,
          MONGO_POOL_SIZE,
          MONGO_DEADLINE_SECONDS,
          START_ATTEMPTS,
          START_PAUSE_SECONDS,
          USER_MANAGER_GRPC,
          GRPC_SERVICE_CONFIG,
          GRPC_RECORD_SECONDS,
          GRPC_RECORDS,
          OPENSKY_CLIENT_ID,
          OPENSKY_CLIENT_SECRET,
          OPENSKY_API_URL,
          OPENSKY_TOKEN_URL,
          OPENSKY_TIMEOUT_SECONDS,
          OPENSKY_TOKEN_MARGIN_SECONDS,
          OPENSKY_PAUSE_SECONDS,
          OPENSKY_ANSWER_BYTES,
          OPENSKY_CONNECTIONS,
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
          SWEEP_SECONDS);

  private DataCollectorSettings() {}

  /** Reads and checks all keys; every problem is reported at once. */
  static Config load(JsonObject json) {
    return Config.load(json, ALL).check(DataCollectorSettings::rules);
  }

  private static List<String> rules(Config config) {
    List<String> problems = new ArrayList<>();
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
