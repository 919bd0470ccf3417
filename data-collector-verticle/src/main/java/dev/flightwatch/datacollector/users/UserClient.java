package dev.flightwatch.datacollector.users;

import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;

/** A client of the user manager. */
public interface UserClient {
  /**
   * Checks whether a user is registered with the address. Fails with {@code UNAVAILABLE} when the
   * user manager cannot be reached or does not respond within the time of the gRPC service config.
   */
  Future<UserStatus> check(EmailAddress email);
}
