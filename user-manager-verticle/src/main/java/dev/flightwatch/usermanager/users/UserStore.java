package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps users and the records of registration requests. Every method fails with {@code UNAVAILABLE}
 * when the store is away or stalls, and what was answered before stays true over restarts.
 */
public interface UserStore {
  /** The same store for one request: all that it asks shares one deadline. */
  UserStore forOneRequest();

  /** The user with this address now. */
  Future<Optional<User>> findByEmail(EmailAddress email);

  /** The ids of those addresses that have a user now. */
  Future<Map<EmailAddress, UUID>> findIds(Set<EmailAddress> emails);

  /** What is kept of a registration request. */
  Future<Optional<RegistrationRecord>> findRegistration(String requestId);

  /**
   * Registers a user and records the request, both or neither. Of parallel attempts with the same
   * request id, one is recorded and the others get its record, having changed nothing. A deletion
   * of the address comes wholly before or wholly after.
   *
   * @param ifCreated recorded when the user was made
   * @param ifKnown recorded when the address had a user already
   */
  Future<Recording> register(
      User user, RegistrationRecord.Answered ifCreated, RegistrationRecord.Answered ifKnown);

  /**
   * Deletes exactly this user (not the next one with the address), makes the records of the
   * address' requests {@link RegistrationRecord.Gone}, and notes the deletion in the outbox: all or
   * nothing. False when the user was deleted already.
   *
   * @param nextAttemptAt when others than the caller may begin to tell the data collector
   */
  Future<Boolean> delete(User user, Deletion deletion, Instant nextAttemptAt);

  /** Forgets records made before this moment, {@code limit} at most; how many were forgotten. */
  Future<Integer> forgetRegistrations(Instant createdBefore, int limit);
}
