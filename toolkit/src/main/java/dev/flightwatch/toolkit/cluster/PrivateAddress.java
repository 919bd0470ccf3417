package dev.flightwatch.toolkit.cluster;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;

/** The address of a member. It must be private, because the traffic is not encrypted. */
final class PrivateAddress {
  private PrivateAddress() {}

  /**
   * Resolves a host name or an IP address.
   *
   * @throws IllegalStateException when it is not an address of this host, or not a private one
   */
  static InetAddress of(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      if (NetworkInterface.getByInetAddress(address) != null && isPrivate(address)) {
        return address;
      }
    } catch (IOException e) {
      // The message below names both rules; the address breaks the first.
    }
    throw new IllegalStateException(
        ("%s must be a private address of this host, because the traffic is not encrypted"
                + " (it is \"%s\").")
            .formatted(ClusterSettings.HOST.variable(), host));
  }

  /** Returns whether the address is loopback, or private by RFC 1918, 3927, 4193 or 6598. */
  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || (address instanceof Inet6Address
            ? (bytes[0] & 0xfe) == 0xfc
            : address.isSiteLocalAddress() || bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
  }
}
