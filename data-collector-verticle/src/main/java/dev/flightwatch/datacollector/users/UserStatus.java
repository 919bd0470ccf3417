package dev.flightwatch.datacollector.users;

import java.util.Optional;

/**
 * Whether a user is registered with an address. If that is unknown, there is no status: the check
 * fails.
 *
 * @param id the user's id; empty when no user is registered, or when the user manager is an older
 *     version that returns no ids
 */
public record UserStatus(boolean exists, Optional<String> id) {
  public static final UserStatus ABSENT = new UserStatus(false, Optional.empty());
}
