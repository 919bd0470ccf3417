package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.config.Setting.file;
import static dev.flightwatch.toolkit.config.Setting.number;
import static dev.flightwatch.toolkit.config.Setting.seconds;
import static dev.flightwatch.toolkit.config.Setting.text;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.idempotency.IdempotencyStore;
import dev.flightwatch.toolkit.idempotency.MemoryIdempotencyStore;
import dev.flightwatch.toolkit.idempotency.RedisAddress;
import dev.flightwatch.toolkit.idempotency.RedisIdempotencyStore;
import dev.flightwatch.toolkit.idempotency.RedisStoreOptions;
import dev.flightwatch.toolkit.tls.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of gRPC that are the same in every service. */
public final class GrpcSettings {
  private static final Setting<String> SERVICE_CONFIG =
      text(
          "grpc_service_config",
          "conf/grpc-service-config.json",
          "File with deadline and retries of calls, in gRPC's service config format.");
  public static final Setting<Integer> INSTANCES =
      Setting.perCore("grpc_instances", 256, "Instances of the gRPC door, each on an event loop.");
  public static final Setting<Duration> DRAIN_SECONDS =
      seconds("grpc_drain_seconds", 6, 0, 600, "How long calls may take to end at a stop.");

  private static final Setting<Integer> MESSAGE_BYTES =
      number("grpc_message_bytes", 65_536, 1, 16_777_216, "The largest gRPC message taken.");
  private static final Setting<Integer> IN_FLIGHT =
      number("grpc_in_flight", 1_000, 1, 100_000, "Calls worked on at once, an instance.");
  private static final Setting<Duration> RECORD_SECONDS =
      seconds("grpc_record_seconds", 300, 0.1, 86_400, "How long a call's answer is recorded.");
  private static final Setting<Integer> RECORDS =
      number("grpc_records", 40_000, 1, 10_000_000, "How many answers memory records at most.");
  private static final Setting<Optional<RedisAddress>> REDIS_URL = redisUrl();
  private static final Setting<Duration> REDIS_TIMEOUT_SECONDS =
      seconds("redis_timeout_seconds", 0.25, 0.01, 2, "How long one call to Redis may take.");
  private static final Setting<Integer> REDIS_POOL_SIZE =
      number("redis_pool_size", 8, 1, 1_000, "Connections to Redis at most.");
  private static final Setting<Integer> REDIS_QUEUE_SIZE =
      number("redis_queue_size", 4_096, 1, 100_000, "Calls that may wait for a connection.");
  private static final Setting<String> REDIS_PREFIX =
      text("redis_prefix", "answer:", "What the keys in Redis begin with.");

  private static final Setting<Optional<Path>> REDIS_TLS_CA =
      file(
          "redis_tls_ca",
          "PEM file of the CA that the certificate of a rediss:// is of; not set: those that Java"
              + " trusts.");

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          SERVICE_CONFIG,
          INSTANCES,
          MESSAGE_BYTES,
          IN_FLIGHT,
          DRAIN_SECONDS,
          RECORD_SECONDS,
          RECORDS,
          REDIS_URL,
          REDIS_TIMEOUT_SECONDS,
          REDIS_POOL_SIZE,
          REDIS_QUEUE_SIZE,
          REDIS_PREFIX,
          REDIS_TLS_CA);

  private GrpcSettings() {}

  private static Setting<Optional<RedisAddress>> redisUrl() {
    Setting<Optional<URI>> address =
        Setting.url(
            "redis_url",
            "Redis for the records, redis://user:password@host:port/0, or rediss:// for TLS;"
                + " not set: memory.",
            "redis",
            "rediss");
    return new Setting<>(
        address.key(),
        address.defaultText(),
        address.meaning(),
        true,
        text -> address.reader().apply(text).map(RedisAddress::of));
  }

  /** How a door listens, as the keys say. */
  public static GrpcApiServerOptions door(Config config, String name, String host, int port) {
    return GrpcApiServerOptions.of(name, host, port)
        .withMaxMessageBytes(config.get(MESSAGE_BYTES))
        .withMaxCallsInFlight(config.get(IN_FLIGHT))
        .withTls(TlsSettings.grpcDoor(config), TlsSettings.allowedCallers(config));
  }

  /**
   * A channel to a peer, as the keys say. Fails with a ConfigException when what they name cannot
   * be read.
   */
  public static Future<GrpcChannel> channel(Vertx vertx, Config config, HostAndPort peer) {
    return ServiceConfig.read(vertx, config.get(SERVICE_CONFIG))
        .compose(
            calls ->
                GrpcChannel.open(
                    vertx,
                    peer,
                    calls,
                    GrpcChannelOptions.DEFAULTS.withTls(TlsSettings.grpcPeer(config))));
  }

  /** The record of answers that all instances of a door share. */
  public static Deduplication deduplication(Vertx vertx, Config config, String door) {
    return Deduplication.shared(vertx, door, () -> store(vertx, config));
  }

  private static IdempotencyStore store(Vertx vertx, Config config) {
    return redis(vertx, config)
        .<IdempotencyStore>map(redis -> redis)
        .orElseGet(
            () ->
                new MemoryIdempotencyStore(
                    config.get(RECORD_SECONDS), config.get(RECORDS), Clock.systemUTC()));
  }

  /** A client of the Redis that the answers are recorded in; empty when that is memory. */
  public static Optional<RedisIdempotencyStore> redis(Vertx vertx, Config config) {
    return config
        .get(REDIS_URL)
        .map(
            address ->
                new RedisIdempotencyStore(
                    vertx,
                    new RedisStoreOptions(
                        address,
                        config.get(REDIS_PREFIX),
                        config.get(REDIS_TIMEOUT_SECONDS),
                        config.get(REDIS_POOL_SIZE),
                        config.get(REDIS_QUEUE_SIZE),
                        config.get(REDIS_TLS_CA)),
                    config.get(RECORD_SECONDS)));
  }
}
