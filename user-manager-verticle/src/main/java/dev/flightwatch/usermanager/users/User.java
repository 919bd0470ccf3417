package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.text.EmailAddress;
import java.time.Instant;
import java.util.UUID;

/**
 * A registered user.
 *
 * @param id unique for all time: the next user with the same address has another id
 * @param email unique among the registered users
 * @param passwordHash Argon2id string
 * @param nome first name; null when not given
 * @param cognome family name; null when not given
 * @param createdAt when the user was registered
 */
public record User(
    UUID id,
    EmailAddress email,
    String passwordHash,
    String nome,
    String cognome,
    Instant createdAt) {
  /** Omits the hash and the names, which must not be logged. */
  @Override
  public String toString() {
    return "User[" + id + ", " + email + "]";
  }
}
