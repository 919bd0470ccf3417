package dev.flightwatch.gateway.proxy;

import dev.flightwatch.toolkit.http.ClientNetworks;
import dev.flightwatch.toolkit.log.Correlation;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.stream.Stream;

/** The headers that a proxy adds and removes (RFC 9110, 7.6). */
final class ForwardedHeaders {
  private static final CharSequence FOR = HttpHeaders.createOptimized("X-Forwarded-For");
  private static final CharSequence PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");
  private static final CharSequence HOST = HttpHeaders.createOptimized("X-Forwarded-Host");
  private static final CharSequence CORRELATION = HttpHeaders.createOptimized(Correlation.HEADER);

  /** About one connection only. */
  private static final List<CharSequence> HOP_BY_HOP =
      Stream.of(
              "Connection",
              "Keep-Alive",
              "Proxy-Authenticate",
              "Proxy-Authentication-Info",
              "Proxy-Authorization",
              "Proxy-Connection",
              "TE",
              "Trailer",
              "Transfer-Encoding",
              "Upgrade")
          .map(HttpHeaders::createOptimized)
          .toList();

  /** What a client says of itself, and only a proxy may say. */
  private static final List<CharSequence> OF_PROXIES =
      Stream.of(
              "Forwarded",
              "X-Forwarded-By",
              "X-Forwarded-Port",
              "X-Forwarded-Prefix",
              "X-Forwarded-Server",
              "X-Real-IP")
          .map(HttpHeaders::createOptimized)
          .toList();

  private ForwardedHeaders() {}

  /** Removes the headers about one connection, and those that {@code Connection} names. */
  static void removeHopByHop(MultiMap headers) {
    for (String names : headers.getAll(HttpHeaders.CONNECTION)) {
      for (String name : names.split(",")) {
        headers.remove(name.strip());
      }
    }
    HOP_BY_HOP.forEach(headers::remove);
  }

  /**
   * Changes a client's headers to those that a service gets.
   *
   * @param headers a copy of the headers of the request
   */
  static void prepare(MultiMap headers, HttpServerRequest request, ClientNetworks clients) {
    removeHopByHop(headers);
    OF_PROXIES.forEach(headers::remove);
    headers.remove(HttpHeaders.EXPECT);
    boolean proxied = clients.isProxied(request);
    // One address: the services need to trust the gateway only.
    headers.set(FOR, clients.addressOf(request));
    if (!proxied || !headers.contains(PROTO)) {
      headers.set(PROTO, request.isSSL() ? "https" : "http");
    }
    if (!proxied || !headers.contains(HOST)) {
      headers.remove(HOST);
      if (request.headers().contains(HttpHeaders.HOST)) {
        headers.set(HOST, request.getHeader(HttpHeaders.HOST));
      }
    }
    headers.set(CORRELATION, request.response().headers().get(CORRELATION));
  }
}
