package dev.flightwatch.datacollector.users;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What the user manager says of an address. "Unknown" is no value of this: it is a failure.
 *
 * @param exists whether a user is registered with it
 * @param id the user's id; empty when there is none, or an older user manager tells none
 */
public record UserStatus(boolean exists, Optional<String> id) {
  public static final UserStatus ABSENT = new UserStatus(false, Optional.empty());

  public UserStatus {
    requireNonNull(id);
  }
}
