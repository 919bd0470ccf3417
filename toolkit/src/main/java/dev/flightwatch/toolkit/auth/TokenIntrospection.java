package dev.flightwatch.toolkit.auth;

import io.vertx.core.Future;
import java.util.Optional;

/** Finds out to whom a token belongs. */
@FunctionalInterface
public interface TokenIntrospection {
  /**
   * Returns the identity of a token's holder; empty for a token that is unknown, expired or
   * revoked. Fails with {@code UNAVAILABLE} or {@code TIMEOUT} when that cannot be determined. The
   * returned future may complete on any thread.
   */
  Future<Optional<Identity>> introspect(TokenHash token);
}
