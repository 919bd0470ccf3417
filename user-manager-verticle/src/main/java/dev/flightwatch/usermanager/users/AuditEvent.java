package dev.flightwatch.usermanager.users;

import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to accounts and their credentials. Each event is one line of the logger {@code
 * audit}, with the id of the user and the client's network. No line has an address or a secret.
 */
public enum AuditEvent {
  LOGIN("Login"),
  LOGIN_FAILED("Login failed"),
  LOGOUT("Logout"),
  PASSWORD_REFUSED("Wrong password"),
  PASSWORD_CHANGED("Password changed"),
  PASSWORD_RESET("Password reset"),
  PASSWORD_LIMIT_REACHED("Limit of wrong passwords reached"),
  REGISTRATION_LIMIT_REACHED("Limit of registrations reached"),
  TOKEN_MADE("Token made"),
  TOKEN_REVOKED("Token revoked"),
  ACCOUNT_CHANGED("Account changed"),
  ACCOUNT_EXPORTED("Account exported"),
  ACCOUNT_DELETED("Account deleted");

  private static final Logger log = LoggerFactory.getLogger("audit");

  private final String text;

  AuditEvent(String text) {
    this.text = text;
  }

  /** Logs the event for a user. */
  public void log(UUID userId, String network) {
    log.info("{}: user {}, network {}", text, userId, network);
  }

  /** Logs the event for a user; {@code unknown} when no user has the address. */
  public void log(Optional<User> user, String network) {
    log.info(
        "{}: user {}, network {}",
        text,
        user.map(found -> found.id().toString()).orElse("unknown"),
        network);
  }
}
