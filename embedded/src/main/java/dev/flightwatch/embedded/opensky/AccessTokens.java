package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The access tokens that were issued and have not expired. Safe for use by any thread. */
final class AccessTokens {

  static final Duration LIFETIME = Duration.ofSeconds(1_800);

  private static final String HEADER = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9";
  private static final String BEARER = "Bearer ";

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> authorizationToExpiry = new HashMap<>();
  private final Clock clock;

  AccessTokens(Clock clock) {
    this.clock = clock;
  }

  /** Issues a token with the form of a JSON Web Token and random contents. */
  synchronized String issue() {
    Instant now = clock.instant();
    authorizationToExpiry.values().removeIf(expiry -> !now.isBefore(expiry));
    String token = String.join(".", HEADER, randomPart(), randomPart());
    authorizationToExpiry.put(BEARER + token, now.plus(LIFETIME));
    return token;
  }

  /**
   * Checks the token of a call.
   *
   * @throws CallRejectedException if it is missing, unknown or expired
   */
  synchronized void authenticate(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    Instant expiry = authorizationToExpiry.get(authorization);
    if (expiry == null || !clock.instant().isBefore(expiry)) {
      throw new CallRejectedException(EmulatorResponse.badToken());
    }
  }

  synchronized void expireAll() {
    authorizationToExpiry.clear();
  }

  private String randomPart() {
    byte[] bytes = new byte[192];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
