package dev.flightwatch.usermanager;

import static dev.flightwatch.usermanager.config.UserManagerSettings.DATA_COLLECTOR_GRPC;
import static dev.flightwatch.usermanager.config.UserManagerSettings.OUTBOX_SWEEP_SECONDS;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.grpc.GrpcChannel;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.launch.SingleInstance;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.timer.RepeatingTask;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import dev.flightwatch.usermanager.http.RegistrationResponses;
import dev.flightwatch.usermanager.outbox.GrpcDataCollectorClient;
import dev.flightwatch.usermanager.outbox.OutboxRelay;
import dev.flightwatch.usermanager.outbox.RelayMetrics;
import dev.flightwatch.usermanager.password.Argon2PasswordHasher;
import dev.flightwatch.usermanager.postgres.Migrations;
import dev.flightwatch.usermanager.postgres.PostgresDeletionOutbox;
import dev.flightwatch.usermanager.postgres.PostgresOptions;
import dev.flightwatch.usermanager.postgres.PostgresPool;
import dev.flightwatch.usermanager.postgres.PostgresUserStore;
import dev.flightwatch.usermanager.users.UserDependencies;
import dev.flightwatch.usermanager.users.UserMessages;
import dev.flightwatch.usermanager.users.UserMetrics;
import dev.flightwatch.usermanager.users.UserService;
import dev.flightwatch.usermanager.users.UserServiceOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * The service verticle of the user manager, with one instance per process. It consumes the commands
 * on users and delivers deletions to the data collector.
 */
public final class UserServiceVerticle extends VerticleBase {
  private final Clock clock = Clock.systemUTC();
  private Config config;
  private PostgresPool pool;
  private Argon2PasswordHasher hasher;
  private GrpcChannel channel;
  private PostgresDeletionOutbox outbox;
  private RelayMetrics relayMetrics;
  private OutboxRelay relay;
  private UserServiceOptions options;
  private UserService users;
  private RepeatingTask relaySweep;
  private RepeatingTask requestSweep;

  @Override
  public Future<?> start() {
    SingleInstance.require(context, "UserServiceVerticle", "http_instances or grpc_instances");
    config = UserManagerSettings.loadService(config());
    return GrpcSettings.channel(vertx, config, config.get(DATA_COLLECTOR_GRPC))
        .map(this::open)
        .compose(v -> awaitDatabase())
        .compose(v -> consumeCommands())
        .onSuccess(v -> startSweeps());
  }

  private Void open(GrpcChannel opened) {
    channel = opened;
    options = UserManagerOptions.users(config);
    pool = new PostgresPool(vertx, UserManagerOptions.postgres(config));
    hasher = UserManagerOptions.hasher(vertx, config);
    outbox = new PostgresDeletionOutbox(pool);
    relayMetrics = new RelayMetrics(Meters.of(vertx));
    relay =
        new OutboxRelay(
            outbox,
            new GrpcDataCollectorClient(channel, UUID.randomUUID().toString()),
            UserManagerOptions.relayTimes(config),
            relayMetrics,
            clock);
    users =
        new UserService(
            new UserDependencies(
                new PostgresUserStore(pool),
                hasher,
                relay,
                RegistrationResponses::body,
                new UserMetrics(Meters.of(vertx)),
                clock),
            options);
    return null;
  }

  private Future<Void> awaitDatabase() {
    PostgresOptions postgres = UserManagerOptions.postgres(config);
    return StartSettings.attempts(config)
        .until(
            vertx,
            "PostgreSQL at " + postgres.url(),
            UserManagerSettings.DATABASE_URL.variable(),
            () ->
                Migrations.run(vertx, postgres, Migrations.STATEMENT_TIMEOUT)
                    .compose(v -> pool.ping()));
  }

  private Future<Void> consumeCommands() {
    Bus bus = Bus.of(vertx);
    return Future.all(
            bus.consume(UserMessages.REGISTER, users::register),
            bus.consume(UserMessages.DELETE, users::delete),
            bus.consume(UserMessages.CHECK, users::check),
            UserManagerHealth.consume(
                bus,
                Map.of(
                    "database", () -> pool.ping().map("available"),
                    "migrations", () -> Future.succeededFuture("done"))))
        .mapEmpty();
  }

  private void startSweeps() {
    relaySweep =
        RepeatingTask.start(
            vertx,
            "Delivery of deletions",
            config.get(OUTBOX_SWEEP_SECONDS),
            config.get(OUTBOX_SWEEP_SECONDS),
            () -> relay.sweep().eventually(() -> relayMetrics.sample(outbox)));
    requestSweep =
        RepeatingTask.start(
            vertx,
            "Deletion of old registration requests",
            options.sweepInterval(),
            options.sweepInterval(),
            users::deleteOldRegistrations);
  }

  /**
   * Stops the sweeps before their store closes. A delivery that is in flight is abandoned; its
   * deletion stays in the outbox.
   */
  @Override
  public Future<?> stop() {
    if (users == null) {
      return Future.succeededFuture();
    }
    relay.stop();
    hasher.close();
    return channel
        .close()
        .eventually(() -> Future.join(stopped(relaySweep), stopped(requestSweep)))
        .eventually(() -> pool.close());
  }

  private static Future<Void> stopped(RepeatingTask task) {
    return task == null ? Future.succeededFuture() : task.stop();
  }
}
