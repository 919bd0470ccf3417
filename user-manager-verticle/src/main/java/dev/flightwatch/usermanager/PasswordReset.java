package dev.flightwatch.usermanager;

import static dev.flightwatch.usermanager.config.UserManagerSettings.DATABASE_DEADLINE_SECONDS;
import static dev.flightwatch.usermanager.config.UserManagerSettings.DATABASE_URL;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_MEMORY_KIB;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_PASSES;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_WAIT_SECONDS;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.toolkit.text.WellFormed;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import dev.flightwatch.usermanager.password.Argon2Cost;
import dev.flightwatch.usermanager.password.Argon2PasswordHasher;
import dev.flightwatch.usermanager.postgres.PostgresAccountStore;
import dev.flightwatch.usermanager.postgres.PostgresOptions;
import dev.flightwatch.usermanager.postgres.PostgresPool;
import dev.flightwatch.usermanager.users.AuditEvent;
import dev.flightwatch.usermanager.users.HashTurn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/**
 * Replaces the password of a user, for an operator who can reach the database. The user manager may
 * run meanwhile.
 */
public final class PasswordReset {
  /** In place of a client's network. */
  private static final String OPERATOR = "operator";

  private static final int MIN_LENGTH = 8;
  private static final int MAX_LENGTH = 1_024;

  private PasswordReset() {}

  /**
   * Replaces the password and ends all sessions and personal access tokens of the user.
   *
   * @param json the configuration of the user manager
   * @return false when no user has this address; fails with {@code INVALID} when the password is
   *     too short or too long
   */
  public static Future<Boolean> run(
      Vertx vertx, JsonObject json, EmailAddress email, String password) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH || !WellFormed.isWellFormed(password)) {
      return Future.failedFuture(
          ServiceException.invalid(
              "password", "must be text of " + MIN_LENGTH + " to " + MAX_LENGTH + " characters"));
    }
    Config config = UserManagerSettings.loadService(json);
    PostgresOptions postgres =
        PostgresOptions.of(
            config.get(DATABASE_URL).orElseThrow(), 1, config.get(DATABASE_DEADLINE_SECONDS));
    PostgresPool pool = new PostgresPool(vertx, postgres);
    Argon2PasswordHasher hasher = hasher(vertx, config);
    return pool.migrate()
        .compose(v -> hasher.hash(HashTurn.login(OPERATOR), password))
        .compose(hash -> new PostgresAccountStore(pool).resetPassword(email, hash))
        .map(PasswordReset::log)
        .onComplete(done -> hasher.close())
        .eventually(pool::close);
  }

  private static Argon2PasswordHasher hasher(Vertx vertx, Config config) {
    return new Argon2PasswordHasher(
        vertx,
        new Argon2Cost(config.get(HASH_MEMORY_KIB), config.get(HASH_PASSES)),
        1,
        1,
        config.get(HASH_WAIT_SECONDS));
  }

  private static boolean log(Optional<UUID> userId) {
    userId.ifPresent(id -> AuditEvent.PASSWORD_RESET.log(id, OPERATOR));
    return userId.isPresent();
  }
}
