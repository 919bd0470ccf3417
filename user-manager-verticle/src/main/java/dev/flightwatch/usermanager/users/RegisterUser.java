package dev.flightwatch.usermanager.users;

/**
 * Asks to register a user, at most once by its request id.
 *
 * @param requestId names the request; the same id is the same request
 * @param email as the caller wrote it
 * @param password as the caller wrote it
 * @param nome first name; null when not given
 * @param cognome family name; null when not given
 */
public record RegisterUser(
    String requestId, String email, String password, String nome, String cognome) {
  /** Without what no log may hold. */
  @Override
  public String toString() {
    return "RegisterUser[requestId=" + requestId + "]";
  }
}
