package dev.flightwatch.usermanager.users;

import java.util.Optional;

/**
 * The result of a password check.
 *
 * @param user the user who has the address; empty when there is none
 * @param matches whether the password is the user's
 */
public record CheckedPassword(Optional<User> user, boolean matches) {}
