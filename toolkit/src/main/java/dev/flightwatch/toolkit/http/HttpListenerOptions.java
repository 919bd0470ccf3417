package dev.flightwatch.toolkit.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.tls.TlsFiles;
import java.util.Optional;
import java.util.Set;

/**
 * Options of an HTTP server.
 *
 * @param name the server in logs and in {@code ListeningPorts}, such as {@code orders http}
 * @param host address to bind to
 * @param port port to listen on; 0 selects a free one, shared by all instances of a deployment
 * @param limits limits on requests and connections
 * @param tls certificate and key; empty for plain HTTP
 * @param origins origins whose pages may use the server from a browser, such as {@code
 *     https://example.org}, or {@code *} for all; empty allows only the server's own origin
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
      throw new IllegalArgumentException("a port must be from 0 to 65535: " + port);
    }
  }

  /** Options of a server for its own origin only. */
  public HttpListenerOptions(
      String name, String host, int port, HttpLimits limits, Optional<TlsFiles> tls) {
    this(name, host, port, limits, tls, Set.of());
  }

  /** Options of a server for plain HTTP. */
  public HttpListenerOptions(String name, String host, int port, HttpLimits limits) {
    this(name, host, port, limits, Optional.empty());
  }

  /** Options of a server for plain HTTP, with the default limits. */
  public HttpListenerOptions(String name, String host, int port) {
    this(name, host, port, HttpLimits.DEFAULTS);
  }

  public HttpListenerOptions withOrigins(Set<String> others) {
    return new HttpListenerOptions(name, host, port, limits, tls, others);
  }
}
