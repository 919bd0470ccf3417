package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.text.EmailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to accounts and their credentials. Each event is one line of the logger {@code
 * audit}, with the masked address.
 */
public enum AuditEvent {
  LOGIN("Login"),
  LOGIN_FAILED("Login failed"),
  LOGOUT("Logout"),
  PASSWORD_REFUSED("Wrong password"),
  PASSWORD_CHANGED("Password changed"),
  PASSWORD_RESET("Password reset"),
  TOKEN_MADE("Token made"),
  TOKEN_REVOKED("Token revoked"),
  ACCOUNT_DELETED("Account deleted");

  private static final Logger log = LoggerFactory.getLogger("audit");

  private final String text;

  AuditEvent(String text) {
    this.text = text;
  }

  /** Logs the event for the account with this address. */
  public void log(EmailAddress email) {
    log.info("{}: {}", text, email.masked());
  }
}
