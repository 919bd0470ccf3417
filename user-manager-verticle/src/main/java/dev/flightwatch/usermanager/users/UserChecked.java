package dev.flightwatch.usermanager.users;

/**
 * Whether a user exists.
 *
 * @param exists whether the address is registered now
 * @param userId the user's id; empty when it does not exist
 */
public record UserChecked(boolean exists, String userId) {
  static final UserChecked NOBODY = new UserChecked(false, "");
}
