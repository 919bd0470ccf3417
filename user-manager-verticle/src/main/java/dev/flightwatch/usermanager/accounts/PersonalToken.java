package dev.flightwatch.usermanager.accounts;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A personal access token, without its value.
 *
 * @param name the user's name for it
 * @param scopes {@code read}, {@code write} or both
 * @param lastUsedAt when it was last checked, to the minute; null before
 */
public record PersonalToken(
    UUID id,
    String name,
    Set<String> scopes,
    Instant createdAt,
    Instant expiresAt,
    Instant lastUsedAt) {}
