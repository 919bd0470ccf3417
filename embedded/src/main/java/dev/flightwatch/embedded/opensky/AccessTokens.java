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

/** The access tokens given out and not yet expired. */
final class AccessTokens {

  private static final int MOST = 10_000;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> tokenToExpiry = new HashMap<>();
  private final Clock clock;
  private final Duration life;

  AccessTokens(Clock clock, Duration life) {
    this.clock = clock;
    this.life = life;
  }

  synchronized String issue(String clientId) {
    Instant now = clock.instant();
    tokenToExpiry.values().removeIf(expiry -> !now.isBefore(expiry));
    if (tokenToExpiry.size() >= MOST) {
      tokenToExpiry.clear();
    }
    String token = jwt(clientId, now);
    tokenToExpiry.put(token, now.plus(life));
    return token;
  }

  synchronized boolean accepts(String token) {
    Instant expiry = tokenToExpiry.get(token);
    return expiry != null && clock.instant().isBefore(expiry);
  }

  synchronized void expireAll() {
    tokenToExpiry.clear();
  }

  /** Shaped as Keycloak's are, signed by a key that nobody has. */
  private String jwt(String clientId, Instant now) {
    byte[] signature = new byte[256];
    random.nextBytes(signature);
    JsonObject header =
        new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", "opensky-emulator");
    JsonObject claims =
        new JsonObject()
            .put("exp", now.plus(life).getEpochSecond())
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
