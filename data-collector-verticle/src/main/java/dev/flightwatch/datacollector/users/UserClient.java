package dev.flightwatch.datacollector.users;

import dev.flightwatch.datacollector.tasks.BoundedParallelism;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A client of the user manager. */
public interface UserClient {
  /** Maximum number of addresses in one call of {@link #checkAll}. */
  int MAX_EMAILS = 200;

  /** Number of addresses that are checked concurrently by separate calls. */
  int CONCURRENT_CHECKS = 20;

  /**
   * Checks whether a user is registered with the address. Fails with {@code UNAVAILABLE} when the
   * user manager cannot be reached or does not respond within the time of the gRPC service config.
   */
  Future<UserStatus> check(EmailAddress email);

  /**
   * Checks at most {@link #MAX_EMAILS} addresses. Addresses whose status is unknown are absent from
   * the result. Never fails.
   */
  default Future<Map<EmailAddress, UserStatus>> checkAll(List<EmailAddress> emails) {
    Map<EmailAddress, UserStatus> known = new ConcurrentHashMap<>();
    return BoundedParallelism.forEach(
            emails,
            CONCURRENT_CHECKS,
            email -> check(email).onSuccess(status -> known.put(email, status)))
        .map(known);
  }
}
