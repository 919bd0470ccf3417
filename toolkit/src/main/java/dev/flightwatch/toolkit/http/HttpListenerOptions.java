package dev.flightwatch.toolkit.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.tls.TlsFiles;
import java.util.Optional;
import java.util.Set;

/**
 * Where a door listens, and what it bears.
 *
 * @param name the door in logs and in {@code ListeningPorts}, such as {@code user-manager http}
 * @param host the address to bind to
 * @param port the port; 0 takes a free one, which all instances of one deployment share
 * @param limits what the door bears from its callers
 * @param tls what TLS is spoken with; empty: the door speaks plain
 * @param origins those whose pages may use the door from a browser, such as {@code
 *     https://example.org}, or {@code *} for all; empty: none but the door's own
 */
public record HttpListenerOptions(
    String name,
    String host,
    int port,
    HttpLimits limits,
    Optional<TlsFiles> tls,
    Set<String> origins) {
  public HttpListenerOptions {
    requireNonNull(name);
    requireNonNull(host);
    requireNonNull(limits);
    requireNonNull(tls);
    origins = Set.copyOf(origins);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is 0 to 65535");
    }
  }

  /** A door for its own origin. */
  public HttpListenerOptions(
      String name, String host, int port, HttpLimits limits, Optional<TlsFiles> tls) {
    this(name, host, port, limits, tls, Set.of());
  }

  /** A door that speaks plain. */
  public HttpListenerOptions(String name, String host, int port, HttpLimits limits) {
    this(name, host, port, limits, Optional.empty());
  }

  /** A plain door with the usual limits. */
  public HttpListenerOptions(String name, String host, int port) {
    this(name, host, port, HttpLimits.DEFAULTS);
  }

  public HttpListenerOptions withOrigins(Set<String> others) {
    return new HttpListenerOptions(name, host, port, limits, tls, others);
  }
}
