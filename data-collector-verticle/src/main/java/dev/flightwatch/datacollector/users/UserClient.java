package dev.flightwatch.datacollector.users;

import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;

/** Asks the user manager. */
public interface UserClient {

  /**
   * Whether a user is registered with the address. Fails with {@code UNAVAILABLE} when the user
   * manager cannot be reached or cannot say, within the time of the channel's service config.
   */
  Future<UserStatus> check(EmailAddress email);
}
