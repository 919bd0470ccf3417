package dev.flightwatch.usermanager.users;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
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
  private final Registrations registrations;

  public UserService(UserDependencies dependencies, UserServiceOptions options) {
    this.dependencies = requireNonNull(dependencies);
    this.options = requireNonNull(options);
    this.registrations = new Registrations(dependencies, options);
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
            dependencies
                .passwords()
                .check(store, request.email(), request.password(), request.network())
                .map(checked -> authenticated(checked, request))
                .compose(user -> delete(store, user, request.network())));
  }

  private static User authenticated(CheckedPassword checked, DeleteUser request) {
    if (!checked.matches()) {
      AuditEvent.PASSWORD_REFUSED.log(checked.user(), request.network());
    }
    User user = checked.user().orElseThrow(UserService::userNotFound);
    if (!checked.matches()) {
      throw wrongPassword();
    }
    return user;
  }

  private static ServiceException wrongPassword() {
    return ServiceException.of(
        ErrorKind.UNAUTHENTICATED, "wrong_password", "The password is wrong.");
  }

  private Future<UserDeleted> delete(UserStore store, User user, String network) {
    Deletion deletion = new Deletion(UUID.randomUUID(), user.id(), user.email(), 0);
    Instant dueForOthers = dependencies.clock().instant().plus(options.relayDelay());
    return store
        .delete(user, deletion, dueForOthers)
        .compose(
            deleted ->
                deleted
                    ? dependencies.relay().deliver(deletion)
                    : notDeleted(store, user).<Boolean>compose(Future::failedFuture))
        .map(
            propagated -> {
              log.info("Deleted {}, propagated: {}", user.email(), propagated);
              AuditEvent.ACCOUNT_DELETED.log(user.id(), network);
              return new UserDeleted(user.email(), propagated);
            });
  }

  /** The user has been deleted, or has got another password, since the password was checked. */
  private static Future<ServiceException> notDeleted(UserStore store, User user) {
    return store
        .findByEmail(user.email())
        .map(
            found ->
                found.filter(present -> present.id().equals(user.id())).isPresent()
                    ? wrongPassword()
                    : userNotFound());
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
    return Batches.repeat(
        limit -> dependencies.store().deleteRegistrationsBefore(end, limit), options.sweepBatch());
  }
}
