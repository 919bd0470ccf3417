package dev.flightwatch.usermanager;

import static dev.flightwatch.usermanager.config.UserManagerSettings.DATABASE_DEADLINE_SECONDS;
import static dev.flightwatch.usermanager.config.UserManagerSettings.DATABASE_POOL_SIZE;
import static dev.flightwatch.usermanager.config.UserManagerSettings.DATABASE_URL;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_MEMORY_KIB;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_PASSES;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_QUEUE_SIZE;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_THREADS;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_WAIT_SECONDS;
import static dev.flightwatch.usermanager.config.UserManagerSettings.OUTBOX_BACKOFF_SECONDS;
import static dev.flightwatch.usermanager.config.UserManagerSettings.OUTBOX_CLAIM_SECONDS;
import static dev.flightwatch.usermanager.config.UserManagerSettings.OUTBOX_PROBE_SECONDS;
import static dev.flightwatch.usermanager.config.UserManagerSettings.REQUEST_TTL_SECONDS;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.usermanager.outbox.RelayTimes;
import dev.flightwatch.usermanager.password.Argon2Cost;
import dev.flightwatch.usermanager.password.Argon2PasswordHasher;
import dev.flightwatch.usermanager.postgres.PostgresOptions;
import dev.flightwatch.usermanager.users.UserServiceOptions;
import io.vertx.core.Vertx;

/** Converts the configuration to the options of the packages. */
final class UserManagerOptions {
  private UserManagerOptions() {}

  static PostgresOptions postgres(Config config) {
    return PostgresOptions.of(
        config.get(DATABASE_URL).orElseThrow(),
        config.get(DATABASE_POOL_SIZE),
        config.get(DATABASE_DEADLINE_SECONDS));
  }

  static Argon2PasswordHasher hasher(Vertx vertx, Config config) {
    return new Argon2PasswordHasher(
        vertx,
        new Argon2Cost(config.get(HASH_MEMORY_KIB), config.get(HASH_PASSES)),
        config.get(HASH_THREADS),
        config.get(HASH_QUEUE_SIZE),
        config.get(HASH_WAIT_SECONDS));
  }

  static RelayTimes relayTimes(Config config) {
    return RelayTimes.of(
        config.get(OUTBOX_CLAIM_SECONDS),
        config.get(OUTBOX_BACKOFF_SECONDS),
        config.get(OUTBOX_PROBE_SECONDS));
  }

  static UserServiceOptions users(Config config) {
    return UserServiceOptions.of(config.get(REQUEST_TTL_SECONDS), config.get(OUTBOX_CLAIM_SECONDS));
  }
}
