package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.config.Setting.file;
import static dev.flightwatch.toolkit.config.Setting.number;
import static dev.flightwatch.toolkit.config.Setting.seconds;
import static dev.flightwatch.toolkit.config.Setting.secret;
import static dev.flightwatch.toolkit.config.Setting.text;
import static dev.flightwatch.toolkit.config.Setting.url;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import dev.flightwatch.toolkit.idempotency.IdempotencyStore;
import dev.flightwatch.toolkit.idempotency.MemoryIdempotencyStore;
import dev.flightwatch.toolkit.idempotency.RedisAddress;
import dev.flightwatch.toolkit.idempotency.RedisIdempotencyStore;
import dev.flightwatch.toolkit.idempotency.RedisStoreOptions;
import dev.flightwatch.toolkit.tls.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The settings of the gRPC API and of gRPC calls, the same for every service. */
public final class GrpcSettings {
  public static final Settings SETTINGS = new Settings();

  private static final Setting<String> SERVICE_CONFIG =
      SETTINGS.add(
          text(
              "grpc_service_config",
              "conf/grpc-service-config.json",
              "File with the deadline and the retry policy of calls to the other service, in gRPC's"
                  + " service config format."));
  public static final Setting<String> BIND_ADDRESS =
      SETTINGS.add(
          text(
              "grpc_bind_address",
              "127.0.0.1",
              "Address that the gRPC API listens on, whatever `BIND_ADDRESS` is; `0.0.0.0` for"
                  + " every network interface."));
  private static final Setting<Optional<PeerSecret>> PEER_SECRET =
      SETTINGS.add(
          secret(
                  "peer_secret",
                  "Secret that the services send with gRPC calls and require of callers: 16 to 256"
                      + " characters without blanks and commas, the same in all services. During a"
                      + " rotation two with a comma between them: the first is sent, both are"
                      + " accepted. Empty: only TLS checks callers, if it is set so.")
              .map(text -> text.map(PeerSecret::parse)));
  public static final Setting<Integer> INSTANCES =
      SETTINGS.add(
          Setting.perCore(
              "grpc_instances", 256, "Instances of the gRPC API, each on its own event loop."));
  public static final Setting<Duration> DRAIN_SECONDS =
      SETTINGS.addTuning(
          seconds(
              "grpc_drain_seconds",
              6,
              0,
              600,
              "Time that calls may take to finish when the service stops."));

  private static final Setting<Integer> IN_FLIGHT =
      SETTINGS.addTuning(
          number(
              "grpc_in_flight",
              1_000,
              1,
              100_000,
              "Concurrent calls per instance; more get RESOURCE_EXHAUSTED."));
  private static final Setting<Duration> RECORD_SECONDS =
      SETTINGS.addTuning(
          seconds(
              "grpc_record_seconds",
              300,
              0.1,
              86_400,
              "How long the response of a call is kept for repeats of its request id."));
  private static final Setting<Optional<RedisAddress>> REDIS_URL =
      SETTINGS.add(
          url(
                  "redis_url",
                  "Redis that keeps the responses of gRPC calls for repeats, shared by all replicas:"
                      + " `redis://user:password@host:port/0`, or `rediss://` for TLS; empty: each"
                      + " process keeps them in memory.",
                  "redis",
                  "rediss")
              .map(url -> url.map(RedisAddress::new)));
  private static final Setting<Optional<Path>> REDIS_TLS_CA =
      SETTINGS.add(
          file(
              "redis_tls_ca",
              "PEM file of the CA that issued the certificate of a `rediss://` server; empty: the"
                  + " CAs that Java trusts."));
  private static final Setting<String> REDIS_PREFIX =
      SETTINGS.add(text("redis_prefix", "answer:", "Prefix of all keys in Redis."));

  /** Recorded responses in memory. */
  private static final int MAX_RECORDS = 40_000;

  private static final Duration REDIS_TIMEOUT = Duration.ofMillis(250);

  private GrpcSettings() {}

  /** Returns the configured options of a gRPC server. */
  public static GrpcApiServerOptions serverOptions(Config config, String name, int port) {
    return new GrpcApiServerOptions(
        name,
        config.get(BIND_ADDRESS),
        port,
        GrpcServerLimits.of(config.get(IN_FLIGHT)),
        TlsSettings.grpcServer(config),
        TlsSettings.allowedCallers(config),
        config.get(PEER_SECRET));
  }

  /** Returns a warning when other hosts may call the gRPC API and nothing checks who calls. */
  public static Optional<String> openAccess(Config config) {
    return serverOptions(config, "", 0).openAccess();
  }

  /**
   * Opens a channel to a peer. Fails with a ConfigException when the service config or a TLS file
   * cannot be read.
   */
  public static Future<GrpcChannel> channel(Vertx vertx, Config config, HostAndPort peer) {
    return ServiceConfig.read(vertx, config.get(SERVICE_CONFIG))
        .compose(
            calls ->
                GrpcChannel.open(
                    vertx, peer, calls, TlsSettings.grpcClient(config), config.get(PEER_SECRET)));
  }

  /** Returns the deduplication that all instances of a gRPC server share. */
  public static Deduplication deduplication(Vertx vertx, Config config, String server) {
    return Deduplication.shared(vertx, server, () -> store(vertx, config));
  }

  private static IdempotencyStore store(Vertx vertx, Config config) {
    Optional<RedisIdempotencyStore> redis = redis(vertx, config);
    return redis.isPresent()
        ? redis.get()
        : new MemoryIdempotencyStore(config.get(RECORD_SECONDS), MAX_RECORDS, Clock.systemUTC());
  }

  /** Returns a new store in the configured Redis; empty when responses are kept in memory. */
  public static Optional<RedisIdempotencyStore> redis(Vertx vertx, Config config) {
    return config
        .get(REDIS_URL)
        .map(
            address ->
                new RedisIdempotencyStore(
                    vertx,
                    new RedisStoreOptions(
                        address, config.get(REDIS_PREFIX), REDIS_TIMEOUT, config.get(REDIS_TLS_CA)),
                    config.get(RECORD_SECONDS)));
  }
}
