package dev.flightwatch.usermanager.accounts;

import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.User;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * All that is stored about a user, except hashes.
 *
 * @param nome first name; null when not given
 * @param cognome family name; null when not given
 * @param createdAt when the user was registered
 * @param sessions active sessions, newest first
 * @param tokens active personal access tokens, newest first
 */
public record Account(
    UUID id,
    EmailAddress email,
    String nome,
    String cognome,
    Instant createdAt,
    List<Session> sessions,
    List<PersonalToken> tokens) {

  static Account of(User user, List<Session> sessions, List<PersonalToken> tokens) {
    return new Account(
        user.id(), user.email(), user.nome(), user.cognome(), user.createdAt(), sessions, tokens);
  }

  /** Omits the names, which must not be logged. */
  @Override
  public String toString() {
    return "Account[" + id + ", " + email + "]";
  }
}
