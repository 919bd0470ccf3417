package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.text.EmailAddress;
import java.time.Instant;
import java.util.UUID;

/**
 * A registered user.
 *
 * @param id never used again, also not for the next user with the address
 * @param email one user has it at a time
 * @param passwordHash an Argon2id string
 * @param nome first name, or null
 * @param cognome family name, or null
 * @param createdAt when it was registered
 */
public record User(
    UUID id,
    EmailAddress email,
    String passwordHash,
    String nome,
    String cognome,
    Instant createdAt) {
  /** Without what no log may hold. */
  @Override
  public String toString() {
    return "User[" + id + ", " + email + "]";
  }
}
