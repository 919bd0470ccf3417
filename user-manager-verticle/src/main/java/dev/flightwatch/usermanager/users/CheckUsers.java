package dev.flightwatch.usermanager.users;

import java.util.Set;

/**
 * Asks which users exist.
 *
 * @param emails as the callers wrote them
 */
public record CheckUsers(Set<String> emails) {}
