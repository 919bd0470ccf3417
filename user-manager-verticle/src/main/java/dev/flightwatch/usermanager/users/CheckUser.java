package dev.flightwatch.usermanager.users;

/**
 * Asks whether a user exists.
 *
 * @param email as the caller wrote it
 */
public record CheckUser(String email) {}
