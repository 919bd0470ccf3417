package dev.flightwatch.usermanager.users;

/**
 * A user is deleted.
 *
 * @param email the address it had
 * @param propagated whether the data collector has confirmed that nothing of the user is left there
 */
public record UserDeleted(String email, boolean propagated) {}
