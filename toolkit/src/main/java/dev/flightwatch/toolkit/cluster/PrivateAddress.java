package dev.flightwatch.toolkit.cluster;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/** The address of a member. It must be private, because the traffic is not encrypted. */
final class PrivateAddress {
  private PrivateAddress() {}

  /**
   * Resolves a host name or an IP address.
   *
   * @throws IllegalStateException when it is not an address of this host, or not a private one
   */
  static InetAddress of(String host) {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw invalid(host, "be an address of this host; the name cannot be resolved");
    }
    if (address.isAnyLocalAddress()) {
      throw invalid(host, "be one private address, because the traffic is not encrypted");
    }
    if (!belongsHere(address)) {
      throw invalid(host, "be an address of this host; no network interface has it");
    }
    if (!isPrivate(address)) {
      throw invalid(host, "be a private address, because the traffic is not encrypted");
    }
    return address;
  }

  private static boolean belongsHere(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
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

  private static IllegalStateException invalid(String host, String rule) {
    return new IllegalStateException(
        "%s must %s (it is \"%s\").".formatted(ClusterSettings.HOST.variable(), rule, host));
  }
}
