package dev.flightwatch.toolkit.http;

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
 * @param clients determines from which network a request comes
 * @param hosts the hosts that requests may be for
 */
public record HttpListenerOptions(
    String name,
    String host,
    int port,
    HttpLimits limits,
    Optional<TlsFiles> tls,
    Set<String> origins,
    ClientNetworks clients,
    ServedHosts hosts) {
  /** Options of a server for plain HTTP, its own origin only, any host, and no proxy. */
  public HttpListenerOptions(String name, String host, int port, HttpLimits limits) {
    this(
        name,
        host,
        port,
        limits,
        Optional.empty(),
        Set.of(),
        ClientNetworks.DIRECT,
        ServedHosts.ANY);
  }

  /** Returns these options with other limits. */
  HttpListenerOptions withLimits(HttpLimits others) {
    return new HttpListenerOptions(name, host, port, others, tls, origins, clients, hosts);
  }
}
