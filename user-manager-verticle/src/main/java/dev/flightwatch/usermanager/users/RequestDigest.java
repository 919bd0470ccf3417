package dev.flightwatch.usermanager.users;

import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest by which a repeated registration is compared with the first one. It is stored, so its
 * input never changes.
 */
final class RequestDigest {
  private RequestDigest() {}

  /**
   * Returns SHA-256, in hexadecimal, of all fields except the password. Only the slow hash of a
   * password may be stored.
   */
  static String sha256(RegisterUser request) {
    String fields =
        JsonArray.of(request.email().value(), request.nome(), request.cognome()).encode();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(fields.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
