package dev.flightwatch.toolkit.http;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The hosts that a server serves: every IP address, {@code localhost}, and the given names. A page
 * of another site can have its own name resolve to this server (DNS rebinding); its requests then
 * have that name, and are refused.
 *
 * @param names in lower case; empty serves every host
 * @param isSecure whether browsers reach the server by HTTPS only
 */
public record ServedHosts(Optional<Set<String>> names, boolean isSecure) {
  /** Every host, for servers that no browser reaches. */
  public static final ServedHosts ANY = new ServedHosts(Optional.empty(), false);

  private static final CharSequence HSTS = HttpHeaders.createOptimized("Strict-Transport-Security");
  private static final CharSequence ONE_YEAR = HttpHeaders.createOptimized("max-age=31536000");

  /**
   * Returns the hosts of a server.
   *
   * @param publicUrl the address at which browsers reach it
   * @param others other host names
   */
  public static ServedHosts of(URI publicUrl, Set<String> others) {
    Set<String> names = new HashSet<>(Set.of("localhost"));
    others.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    names.add(publicUrl.getHost().toLowerCase(Locale.ROOT));
    return new ServedHosts(Optional.of(Set.copyOf(names)), publicUrl.getScheme().equals("https"));
  }

  /** Returns whether a request is for a host of this server. One of HTTP/1.0 may have no host. */
  boolean serve(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    return names.isEmpty()
        || !request.headers().contains(HttpHeaders.HOST)
        || authority != null && serves(authority.host());
  }

  private boolean serves(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    boolean isIpv6 = host.startsWith("[") && host.endsWith("]");
    return names.orElseThrow().contains(name.toLowerCase(Locale.ROOT))
        || NetUtil.isValidIpV4Address(host)
        || isIpv6 && NetUtil.isValidIpV6Address(host);
  }

  /** Has browsers use HTTPS only (RFC 6797), where they reach the server by it. */
  void addHeaders(HttpServerRequest request) {
    if (isSecure) {
      request.response().putHeader(HSTS, ONE_YEAR);
    }
  }
}
