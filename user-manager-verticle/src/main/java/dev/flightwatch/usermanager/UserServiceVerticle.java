package dev.flightwatch.usermanager;

import static dev.flightwatch.usermanager.config.UserManagerSettings.DATABASE_DEADLINE_SECONDS;
import static dev.flightwatch.usermanager.config.UserManagerSettings.DATABASE_POOL_SIZE;
import static dev.flightwatch.usermanager.config.UserManagerSettings.DATABASE_URL;
import static dev.flightwatch.usermanager.config.UserManagerSettings.DATA_COLLECTOR_GRPC;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_MEMORY_KIB;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_PASSES;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_QUEUE_SIZE;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_THREADS;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_WAIT_SECONDS;
import static dev.flightwatch.usermanager.config.UserManagerSettings.OUTBOX_SWEEP_SECONDS;
import static dev.flightwatch.usermanager.config.UserManagerSettings.REGISTRATION;
import static dev.flightwatch.usermanager.config.UserManagerSettings.REGISTRATION_LIMIT;
import static dev.flightwatch.usermanager.config.UserManagerSettings.REQUEST_TTL_SECONDS;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.grpc.GrpcChannel;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.launch.SingleInstance;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.timer.RepeatingTask;
import dev.flightwatch.usermanager.accounts.AccountDependencies;
import dev.flightwatch.usermanager.accounts.AccountMetrics;
import dev.flightwatch.usermanager.accounts.Accounts;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import dev.flightwatch.usermanager.http.RegistrationResponses;
import dev.flightwatch.usermanager.outbox.GrpcDataCollectorClient;
import dev.flightwatch.usermanager.outbox.OutboxRelay;
import dev.flightwatch.usermanager.outbox.RelayMetrics;
import dev.flightwatch.usermanager.outbox.RelayTimes;
import dev.flightwatch.usermanager.password.Argon2Cost;
import dev.flightwatch.usermanager.password.Argon2PasswordHasher;
import dev.flightwatch.usermanager.postgres.PostgresAccountStore;
import dev.flightwatch.usermanager.postgres.PostgresDeletionOutbox;
import dev.flightwatch.usermanager.postgres.PostgresOptions;
import dev.flightwatch.usermanager.postgres.PostgresPasswordTries;
import dev.flightwatch.usermanager.postgres.PostgresPool;
import dev.flightwatch.usermanager.postgres.PostgresUserStore;
import dev.flightwatch.usermanager.users.PasswordCheck;
import dev.flightwatch.usermanager.users.UserDependencies;
import dev.flightwatch.usermanager.users.UserMessages;
import dev.flightwatch.usermanager.users.UserMetrics;
import dev.flightwatch.usermanager.users.UserService;
import dev.flightwatch.usermanager.users.UserServiceOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The service verticle of the user manager, with one instance per process. It consumes the commands
 * on users and delivers deletions to the data collector.
 */
public final class UserServiceVerticle extends VerticleBase {
  private static final Duration REQUEST_SWEEP = Duration.ofMinutes(10);
  private static final Duration EXPIRY_SWEEP = Duration.ofMinutes(10);

  private final Clock clock = Clock.systemUTC();
  private Config config;
  private PostgresPool pool;
  private Argon2PasswordHasher hasher;
  private GrpcChannel channel;
  private OutboxRelay relay;
  private PasswordCheck passwords;
  private UserService users;
  private AccountDependencies accounts;
  private final List<RepeatingTask> sweeps = new ArrayList<>();

  @Override
  public Future<?> start() {
    SingleInstance.require(context, "UserServiceVerticle", "http_instances or grpc_instances");
    config = UserManagerSettings.loadService(config());
    PostgresOptions postgres =
        PostgresOptions.of(
            config.get(DATABASE_URL).orElseThrow(),
            config.get(DATABASE_POOL_SIZE),
            config.get(DATABASE_DEADLINE_SECONDS));
    return GrpcSettings.channel(vertx, config, config.get(DATA_COLLECTOR_GRPC))
        .map(opened -> open(opened, postgres))
        .compose(v -> awaitDatabase(postgres))
        .compose(v -> consumeCommands())
        .onSuccess(v -> startSweeps());
  }

  private Void open(GrpcChannel opened, PostgresOptions postgres) {
    channel = opened;
    pool = new PostgresPool(vertx, postgres);
    hasher =
        new Argon2PasswordHasher(
            vertx,
            new Argon2Cost(config.get(HASH_MEMORY_KIB), config.get(HASH_PASSES)),
            config.get(HASH_THREADS),
            config.get(HASH_QUEUE_SIZE),
            config.get(HASH_WAIT_SECONDS));
    relay =
        new OutboxRelay(
            new PostgresDeletionOutbox(pool),
            new GrpcDataCollectorClient(channel, UUID.randomUUID().toString()),
            RelayTimes.of(config.get(OUTBOX_SWEEP_SECONDS)),
            new RelayMetrics(Meters.of(vertx)),
            clock);
    createRules();
    return null;
  }

  private void createRules() {
    PostgresUserStore store = new PostgresUserStore(pool);
    passwords = new PasswordCheck(hasher, new PostgresPasswordTries(pool), store, clock);
    users =
        new UserService(
            new UserDependencies(
                store,
                hasher,
                passwords,
                relay,
                RegistrationResponses::body,
                new UserMetrics(Meters.of(vertx)),
                clock),
            UserServiceOptions.of(config.get(REQUEST_TTL_SECONDS), RelayTimes.CLAIM)
                .withRegistration(config.get(REGISTRATION), config.get(REGISTRATION_LIMIT)));
    accounts =
        new AccountDependencies(
            new PostgresAccountStore(pool),
            store,
            hasher,
            passwords,
            new AccountMetrics(Meters.of(vertx)),
            clock);
  }

  private Future<Void> awaitDatabase(PostgresOptions postgres) {
    return StartSettings.attempts(config)
        .until(vertx, "PostgreSQL at " + postgres.url(), DATABASE_URL.variable(), pool::migrate);
  }

  private Future<?> consumeCommands() {
    Bus bus = Bus.of(vertx);
    return Future.all(
        bus.consume(UserMessages.REGISTER, users::register),
        bus.consume(UserMessages.DELETE, users::delete),
        bus.consume(UserMessages.CHECK, users::check),
        AccountCommands.consume(bus, accounts),
        UserManagerHealth.consume(bus, pool));
  }

  private void startSweeps() {
    start("Delivery of deletions", config.get(OUTBOX_SWEEP_SECONDS), relay::sweep);
    start("Deletion of old registration requests", REQUEST_SWEEP, users::deleteOldRegistrations);
    start(
        "Deletion of expired sessions and tokens",
        EXPIRY_SWEEP,
        new Accounts(accounts)::deleteExpired);
    start("Deletion of old counts of tries", EXPIRY_SWEEP, passwords::deleteOldTries);
  }

  private void start(String name, Duration interval, Supplier<Future<?>> sweep) {
    sweeps.add(RepeatingTask.start(vertx, name, interval, interval, sweep));
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
        .eventually(() -> Future.join(sweeps.stream().map(RepeatingTask::stop).toList()))
        .eventually(() -> pool.close());
  }
}
