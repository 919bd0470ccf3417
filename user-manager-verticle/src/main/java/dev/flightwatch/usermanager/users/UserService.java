package dev.flightwatch.usermanager.users;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.limit.ConcurrencyLimit;
import dev.flightwatch.usermanager.users.UserMessages.CheckUsers;
import dev.flightwatch.usermanager.users.UserMessages.DeleteUser;
import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import dev.flightwatch.usermanager.users.UserMessages.UserDeleted;
import dev.flightwatch.usermanager.users.UserMessages.UserRegistered;
import dev.flightwatch.usermanager.users.UserMessages.UsersChecked;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules on users. Each process has one instance, which belongs to one event loop; across
 * processes the store decides.
 */
public final class UserService {
  private static final Logger log = LoggerFactory.getLogger(UserService.class);

  private final UserDependencies dependencies;
  private final UserServiceOptions options;
  private final ConcurrencyLimit hashing;
  private final Registrations registrations;

  public UserService(UserDependencies dependencies, UserServiceOptions options) {
    this.dependencies = requireNonNull(dependencies);
    this.options = requireNonNull(options);
    this.hashing =
        new ConcurrencyLimit(dependencies.hasher()::capacity, PasswordHasher::overloaded);
    this.registrations = new Registrations(dependencies, hashing, new RepeatVerifier());
  }

  /** Registers a user; see {@link RegisterUser} for its failures. */
  public Future<UserRegistered> register(RegisterUser request) {
    return dependencies.metrics().registration(registrations.register(request));
  }

  /** Deletes a user and notifies the data collector; see {@link DeleteUser} for its failures. */
  public Future<UserDeleted> delete(DeleteUser request) {
    UserStore store = dependencies.store().forOneRequest();
    return dependencies
        .metrics()
        .deletion(
            hashing.run(() -> authenticated(store, request)).compose(user -> delete(store, user)));
  }

  private Future<User> authenticated(UserStore store, DeleteUser request) {
    return store
        .findByEmail(request.email())
        .map(found -> found.orElseThrow(UserService::userNotFound))
        .compose(
            user ->
                dependencies
                    .hasher()
                    .verify(request.password(), user.passwordHash())
                    .map(matches -> requireMatch(matches, user)));
  }

  private static User requireMatch(boolean matches, User user) {
    if (!matches) {
      throw ServiceException.of(
          ErrorKind.UNAUTHENTICATED, "wrong_password", "The password is wrong.");
    }
    return user;
  }

  private Future<UserDeleted> delete(UserStore store, User user) {
    Deletion deletion = new Deletion(UUID.randomUUID(), user.id(), user.email(), 0);
    Instant dueForOthers = dependencies.clock().instant().plus(options.relayDelay());
    return store
        .delete(user, deletion, dueForOthers)
        .compose(
            deleted ->
                deleted
                    ? dependencies.relay().deliver(deletion)
                    : Future.<Boolean>failedFuture(userNotFound()))
        .map(
            propagated -> {
              log.info("Deleted {}, propagated: {}", user.email(), propagated);
              return new UserDeleted(user.email(), propagated);
            });
  }

  private static ServiceException userNotFound() {
    return ServiceException.of(
        ErrorKind.NOT_FOUND, "user_not_found", "No user has this e-mail address.");
  }

  /** Returns the registered users among the addresses of the request. */
  public Future<UsersChecked> check(CheckUsers request) {
    return dependencies.store().findExisting(request.emails()).map(UsersChecked::new);
  }

  /** Deletes the records of registration requests that are older than their time to live. */
  public Future<Void> deleteOldRegistrations() {
    Instant end = dependencies.clock().instant().minus(options.requestTtl());
    return dependencies
        .store()
        .deleteRegistrationsBefore(end, options.sweepBatch())
        .compose(
            deleted ->
                deleted < options.sweepBatch()
                    ? Future.succeededFuture()
                    : deleteOldRegistrations());
  }
}
