package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.text.EmailAddress;
import java.time.Instant;

/** What is kept of a registration request, so that its repeats are recognised. */
public sealed interface RegistrationRecord {
  String requestId();

  /**
   * A request that was answered.
   *
   * @param requestId names the request
   * @param email the address that was to be registered
   * @param fieldsSha256 digest of all its fields but the password
   * @param passwordHash Argon2id string of its password
   * @param outcome what it did
   * @param answer the text that it was answered
   * @param createdAt when it was answered
   */
  record Answered(
      String requestId,
      EmailAddress email,
      String fieldsSha256,
      String passwordHash,
      RegistrationOutcome outcome,
      String answer,
      Instant createdAt)
      implements RegistrationRecord {
    /** Without what no log may hold. */
    @Override
    public String toString() {
      return "Answered[" + requestId + ", " + email + ", " + outcome + "]";
    }
  }

  /** A request whose user has been deleted since. */
  record Gone(String requestId) implements RegistrationRecord {}
}
