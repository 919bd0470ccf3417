package dev.flightwatch.usermanager.accounts;

import dev.flightwatch.toolkit.auth.TokenHash;
import java.time.Instant;
import java.util.UUID;

/**
 * A session of a user.
 *
 * @param id identifies the session to its user
 * @param token hash of its token
 * @param createdAt when the user logged in
 * @param expiresAt when it ends, unless it is used before
 */
public record Session(UUID id, TokenHash token, Instant createdAt, Instant expiresAt) {}
