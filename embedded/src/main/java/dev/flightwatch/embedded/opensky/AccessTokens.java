package dev.flightwatch.embedded.opensky;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The access tokens that were issued and have not expired. Safe for use by any thread. */
final class AccessTokens {

  private static final int MAX_TOKENS = 10_000;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> tokenToExpiry = new HashMap<>();
  private final Clock clock;
  private final Duration lifetime;

  AccessTokens(Clock clock, Duration lifetime) {
    this.clock = clock;
    this.lifetime = lifetime;
  }

  synchronized String issue(String clientId) {
    Instant now = clock.instant();
    tokenToExpiry.values().removeIf(expiry -> !now.isBefore(expiry));
    if (tokenToExpiry.size() >= MAX_TOKENS) {
      tokenToExpiry.clear();
    }
    String token = jwt(clientId, now);
    tokenToExpiry.put(token, now.plus(lifetime));
    return token;
  }

  synchronized boolean accepts(String token) {
    Instant expiry = tokenToExpiry.get(token);
    return expiry != null && clock.instant().isBefore(expiry);
  }

  synchronized void expireAll() {
    tokenToExpiry.clear();
  }

  /** Returns a token in the format of Keycloak, with a random signature. */
  private String jwt(String clientId, Instant now) {
    byte[] signature = new byte[256];
    random.nextBytes(signature);
    JsonObject header =
        new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", "opensky-emulator");
    JsonObject claims =
        new JsonObject()
            .put("exp", now.plus(lifetime).getEpochSecond())
            .put("iat", now.getEpochSecond())
            .put("jti", UUID.randomUUID().toString())
            .put("iss", "https://auth.opensky-network.org/auth/realms/opensky-network")
            .put("typ", "Bearer")
            .put("azp", clientId)
            .put("scope", TokenEndpoint.SCOPE);
    return String.join(
        ".",
        base64(header.encode().getBytes(UTF_8)),
        base64(claims.encode().getBytes(UTF_8)),
        base64(signature));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
