package dev.flightwatch.usermanager.users;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.limit.ConcurrencyLimit;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules on users. One instance owns them in a process and belongs to one event loop; over
 * processes the store decides.
 */
public final class UserService {
  private static final Logger log = LoggerFactory.getLogger(UserService.class);

  private final UserStore store;
  private final PasswordHasher hasher;
  private final DeletionRelay relay;
  private final UserServiceOptions options;
  private final Clock clock;
  private final ConcurrencyLimit hashing;
  private final Registrations registrations;
  private final UserMetrics metrics;

  /** What the rules stand on. */
  public record Dependencies(
      UserStore store,
      PasswordHasher hasher,
      DeletionRelay relay,
      UserMetrics metrics,
      Clock clock) {
    public Dependencies {
      requireNonNull(store);
      requireNonNull(hasher);
      requireNonNull(relay);
      requireNonNull(metrics);
      requireNonNull(clock);
    }
  }

  public UserService(Dependencies around, UserServiceOptions options) {
    this.store = around.store();
    this.hasher = around.hasher();
    this.relay = around.relay();
    this.metrics = around.metrics();
    this.clock = around.clock();
    this.options = requireNonNull(options);
    this.hashing = new ConcurrencyLimit(hasher::capacity, PasswordHasher::overloaded);
    this.registrations =
        new Registrations(
            store, hasher, hashing, new RepeatVerifier(options.rememberedRepeats()), clock);
  }

  /**
   * Registers a user, at most once by request id. Fails with {@code INVALID}; with {@code CONFLICT}
   * when the id was used with another body; with {@code GONE} when the user it made was deleted;
   * with {@code OVERLOADED} or {@code UNAVAILABLE} when it should be repeated later.
   */
  public Future<UserRegistered> register(RegisterUser question) {
    return metrics.registration(
        Future.succeededFuture(question).map(Registration::of).compose(registrations::register));
  }

  /**
   * Deletes a user and tells the data collector. Fails with {@code INVALID}, {@code NOT_FOUND}, or
   * {@code UNAUTHENTICATED} when the password is wrong.
   */
  public Future<UserDeleted> delete(DeleteUser question) {
    return metrics.deletion(deleted(question));
  }

  private Future<UserDeleted> deleted(DeleteUser question) {
    Optional<EmailAddress> email = EmailAddress.parse(question.email());
    if (email.isEmpty()) {
      return invalid("email", "must be an e-mail address of at most 255 characters");
    }
    if (!Passwords.mayBeOne(question.password())) {
      return invalid("password", "must be text of 1 to 1024 characters");
    }
    UserStore own = store.forOneRequest();
    return hashing
        .run(() -> proven(own, email.get(), question.password()))
        .compose(user -> delete(own, user));
  }

  private static <T> Future<T> invalid(String field, String message) {
    return Future.failedFuture(ServiceException.invalid(field, message));
  }

  private Future<User> proven(UserStore own, EmailAddress email, String password) {
    return own.findByEmail(email)
        .map(found -> found.orElseThrow(UserService::noSuchUser))
        .compose(
            user ->
                hasher.verify(password, user.passwordHash()).map(right -> ifRight(right, user)));
  }

  private static User ifRight(boolean right, User user) {
    if (!right) {
      throw ServiceException.of(
          ErrorKind.UNAUTHENTICATED, "wrong_password", "The password is wrong.");
    }
    return user;
  }

  private Future<UserDeleted> delete(UserStore own, User user) {
    Deletion deletion = new Deletion(UUID.randomUUID(), user.id(), user.email(), 0);
    Instant othersFrom = clock.instant().plus(options.relayDelay());
    return own.delete(user, deletion, othersFrom)
        .compose(
            deleted -> deleted ? relay.tell(deletion) : Future.<Boolean>failedFuture(noSuchUser()))
        .map(
            propagated -> {
              log.info("Deleted {}, propagated: {}", user.email(), propagated);
              return new UserDeleted(user.email().value(), propagated);
            });
  }

  private static ServiceException noSuchUser() {
    return ServiceException.of(
        ErrorKind.NOT_FOUND, "user_not_found", "No user has this e-mail address.");
  }

  /** Says which users exist; a text that cannot be an address is nobody's. */
  public Future<UsersChecked> check(CheckUsers question) {
    Map<String, EmailAddress> textToEmail = new HashMap<>();
    question
        .emails()
        .forEach(text -> EmailAddress.parse(text).ifPresent(e -> textToEmail.put(text, e)));
    return textToEmail.isEmpty()
        ? Future.succeededFuture(new UsersChecked(Map.of()))
        : store.findIds(Set.copyOf(textToEmail.values())).map(ids -> checked(textToEmail, ids));
  }

  private static UsersChecked checked(
      Map<String, EmailAddress> textToEmail, Map<EmailAddress, UUID> emailToId) {
    Map<String, String> textToId = new HashMap<>();
    textToEmail.forEach(
        (text, email) -> {
          UUID id = emailToId.get(email);
          if (id != null) {
            textToId.put(text, id.toString());
          }
        });
    return new UsersChecked(textToId);
  }

  /** Forgets the records of requests that are older than they are kept. */
  public Future<Void> forgetOldRequests() {
    return store
        .forgetRegistrations(clock.instant().minus(options.requestTtl()), options.sweepBatch())
        .compose(
            forgotten ->
                forgotten < options.sweepBatch() ? Future.succeededFuture() : forgetOldRequests());
  }
}
