package dev.flightwatch.toolkit.auth;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * The address at which browsers reach the services. It decides which pages may use the session
 * cookie, and how the cookie is protected.
 *
 * @param origins the origins of these pages
 * @param isSecure whether browsers use HTTPS
 */
public record PublicUrl(Set<String> origins, boolean isSecure) {
  /**
   * Returns an instance for a URL, whose path does not matter. For {@code localhost}, the loopback
   * addresses are origins too.
   */
  public static PublicUrl of(URI url) {
    String host = url.getHost();
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String origin = url.getScheme() + "://";
    Set<String> origins =
        host.equals("localhost")
            ? Set.of(origin + host + port, origin + "127.0.0.1" + port, origin + "[::1]" + port)
            : Set.of(origin + host + port);
    return new PublicUrl(origins, url.getScheme().equals("https"));
  }

  /** Returns the name of the session cookie: bound to this host when browsers use HTTPS. */
  String cookieName() {
    return isSecure ? "__Host-session" : "session";
  }

  /**
   * Returns the value of {@code Set-Cookie} that gives a browser its session token.
   *
   * @param lifetime how long the browser keeps it
   */
  public String sessionCookie(String token, Duration lifetime) {
    return cookieName()
        + "="
        + token
        + "; Max-Age="
        + lifetime.toSeconds()
        + "; Path=/; HttpOnly; SameSite=Strict"
        + (isSecure ? "; Secure" : "");
  }

  /** Returns the value of {@code Set-Cookie} that removes the session token. */
  public String noSessionCookie() {
    return sessionCookie("", Duration.ZERO);
  }
}
