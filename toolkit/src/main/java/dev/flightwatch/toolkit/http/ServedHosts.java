package dev.flightwatch.toolkit.http;

import io.netty.util.NetUtil;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The host names under which a server is reached. A page of another site can give its own name the
 * server's address (DNS rebinding); a browser then takes both for the same site, but still sends
 * that name as the host.
 *
 * @param names in lower case; empty: all
 * @param isSecure whether browsers use HTTPS
 */
public record ServedHosts(Set<String> names, boolean isSecure) {
  /** Every host. */
  public static final ServedHosts ANY = new ServedHosts(Set.of(), false);

  private static final String LOCALHOST = "localhost";

  /**
   * Returns {@code localhost}, the host of a public URL, and other names.
   *
   * @param publicUrl the address at which browsers reach the server
   */
  public static ServedHosts of(URI publicUrl, Set<String> others) {
    return new ServedHosts(
        Stream.concat(Stream.of(LOCALHOST, publicUrl.getHost()), others.stream())
            .map(HostNames::normal)
            .collect(Collectors.toUnmodifiableSet()),
        publicUrl.getScheme().equals("https"));
  }

  /**
   * Returns whether a host is an IP address, for which no other site can have a name, or one of the
   * names.
   *
   * @param host without a port, an IPv6 address in brackets
   */
  boolean contains(String host) {
    boolean isIpv6 = host.startsWith("[") && host.endsWith("]");
    return names.isEmpty()
        || NetUtil.isValidIpV4Address(host)
        || isIpv6 && NetUtil.isValidIpV6Address(host)
        || names.contains(HostNames.normal(host));
  }
}
