package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.text.EmailAddress;
import java.time.Instant;

/** The stored record of a registration request, by which its repeats are recognised. */
public sealed interface RegistrationRecord {
  String requestId();

  /**
   * A request that was completed, and whose user exists.
   *
   * @param requestId identifies the request
   * @param email address to be registered
   * @param fieldsSha256 digest of all fields except the password
   * @param passwordHash Argon2id string of the password
   * @param outcome what the request did
   * @param responseBody text of its response
   * @param createdAt when the request was completed
   */
  record Completed(
      String requestId,
      EmailAddress email,
      String fieldsSha256,
      String passwordHash,
      RegistrationOutcome outcome,
      String responseBody,
      Instant createdAt)
      implements RegistrationRecord {
    /** Omits the hashes and the response, which must not be logged. */
    @Override
    public String toString() {
      return "Completed[" + requestId + ", " + email + ", " + outcome + "]";
    }
  }

  /** A request whose user has since been deleted. */
  record Gone(String requestId) implements RegistrationRecord {}
}
