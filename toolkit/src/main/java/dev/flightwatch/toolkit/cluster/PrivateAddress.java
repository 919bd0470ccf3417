package dev.flightwatch.toolkit.cluster;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/** Where a member may listen: what goes over a cluster, passwords among it, is not encrypted. */
final class PrivateAddress {
  private PrivateAddress() {}

  /**
   * The address behind a name.
   *
   * @throws IllegalStateException that says what to change, when it is none of this host's, or one
   *     that others than the members may reach
   */
  static InetAddress of(String host) {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw refused(host, "be an address of this host: nobody knows that name");
    }
    if (address.isAnyLocalAddress()) {
      throw refused(host, "name one private address: what goes over the cluster is not encrypted");
    }
    if (!belongsHere(address)) {
      throw refused(host, "be an address of this host: no interface has that one");
    }
    if (!isPrivate(address)) {
      throw refused(host, "be a private address: what goes over the cluster is not encrypted");
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

  /** Those of RFC 1918, 3927, 4193 and 6598, and loopback. */
  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || (address instanceof Inet6Address
            ? (bytes[0] & 0xfe) == 0xfc
            : address.isSiteLocalAddress() || bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
  }

  private static IllegalStateException refused(String host, String must) {
    return new IllegalStateException(
        "%s must %s (it is \"%s\").".formatted(ClusterSettings.HOST.variable(), must, host));
  }
}
