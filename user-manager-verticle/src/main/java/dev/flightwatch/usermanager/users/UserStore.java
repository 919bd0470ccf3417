package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.UserMessages.ExistingUser;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stores users and the records of registration requests. A completed write survives restarts. Every
 * method fails with {@code UNAVAILABLE} when the store cannot be reached or stalls.
 */
public interface UserStore {
  /** Returns a view of this store for one request, whose calls share one deadline. */
  UserStore forOneRequest();

  /** Returns the user who has this address now. */
  Future<Optional<User>> findByEmail(EmailAddress email);

  /** Returns the users who have one of these addresses now. */
  Future<List<ExistingUser>> findExisting(Set<EmailAddress> emails);

  /** Returns the record of a registration request. */
  Future<Optional<RegistrationRecord>> findRegistration(String requestId);

  /**
   * Registers a user and records the request, atomically. When several attempts with the same
   * request id run in parallel, one is recorded; the others change nothing and get its record. A
   * deletion of the address takes effect either wholly before or wholly after the registration.
   *
   * @param ifCreated the record when the user was created
   * @param ifKnown the record when the address was registered already
   */
  Future<Recording> register(
      User user, RegistrationRecord.Completed ifCreated, RegistrationRecord.Completed ifKnown);

  /**
   * Deletes this user with all sessions and tokens, marks the records of the address as {@link
   * RegistrationRecord.Gone}, and adds the deletion to the outbox, atomically. A later user with
   * the same address is not affected, and neither is this user with another password.
   *
   * @param nextAttemptAt when processes other than the caller's may begin to deliver the deletion
   * @return false when the user was deleted already, or has another password
   */
  Future<Boolean> delete(User user, Deletion deletion, Instant nextAttemptAt);

  /** Deletes up to {@code limit} records created before {@code end}; returns their number. */
  Future<Integer> deleteRegistrationsBefore(Instant end, int limit);
}
