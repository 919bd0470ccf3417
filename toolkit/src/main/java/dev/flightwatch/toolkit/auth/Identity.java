package dev.flightwatch.toolkit.auth;

import dev.flightwatch.toolkit.text.EmailAddress;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Who makes a request, and what the credentials allow.
 *
 * @param subject the account's id, which no other account ever has
 * @param email the account's address
 * @param scopes what the token allows, such as {@code read}
 * @param expiresAt when the token expires
 * @param token the token that was sent
 */
public record Identity(
    UUID subject, EmailAddress email, Set<String> scopes, Instant expiresAt, TokenHash token) {
  public Identity {
    scopes = Set.copyOf(scopes);
  }
}
