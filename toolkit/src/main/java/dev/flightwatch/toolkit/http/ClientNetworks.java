package dev.flightwatch.toolkit.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Determines from which network a request comes, behind any number of trusted proxies. A network is
 * an IPv4 address, or an IPv6 network of 64 bits, which one client can use as a whole.
 */
public final class ClientNetworks {
  /** The peer is the client: no proxy is trusted. */
  public static final ClientNetworks DIRECT = new ClientNetworks(List.of());

  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final int NETWORK_BYTES = 8;

  private final List<IpSubnetFilterRule> trusted;

  private ClientNetworks(List<IpSubnetFilterRule> trusted) {
    this.trusted = trusted;
  }

  /**
   * Returns an instance that trusts proxies.
   *
   * @param cidrs networks such as {@code 10.0.0.0/8} or addresses
   * @throws IllegalArgumentException for a text that is neither
   */
  public static ClientNetworks trusting(Set<String> cidrs) {
    return new ClientNetworks(cidrs.stream().map(ClientNetworks::rule).toList());
  }

  private static IpSubnetFilterRule rule(String cidr) {
    String[] parts = cidr.split("/", 2);
    byte[] address = NetUtil.createByteArrayFromIpAddressString(parts[0]);
    if (address == null || parts.length == 2 && !parts[1].matches("[0-9]{1,3}")) {
      throw invalid();
    }
    int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : address.length * Byte.SIZE;
    try {
      return new IpSubnetFilterRule(
          InetAddress.getByAddress(address), prefix, IpFilterRuleType.ACCEPT);
    } catch (UnknownHostException | IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static IllegalArgumentException invalid() {
    return new IllegalArgumentException(
        "must be IP addresses or networks such as 10.0.0.0/8, separated by commas");
  }

  /** Returns whether the peer of a request is a trusted proxy. */
  public boolean isProxied(HttpServerRequest request) {
    return isTrusted(peer(request));
  }

  /**
   * Returns the network of a request's client as text: the peer's, or, when the peer is a trusted
   * proxy, that of the last entry of {@code X-Forwarded-For} that is not one.
   */
  public String of(HttpServerRequest request) {
    InetAddress client = peer(request);
    if (!isTrusted(client)) {
      return network(client);
    }
    String[] hops = String.join(",", request.headers().getAll(FORWARDED_FOR)).split(",");
    for (int i = hops.length - 1; i >= 0 && isTrusted(client); i--) {
      InetAddress hop = NetUtil.createInetAddressFromIpAddressString(hops[i].strip());
      if (hop == null) {
        break;
      }
      client = hop;
    }
    return network(isTrusted(client) ? peer(request) : client);
  }

  /** Returns the network of a peer; empty for a trusted proxy, whose connection many may share. */
  Optional<String> ofPeer(SocketAddress peer) {
    return Optional.of(address(peer))
        .filter(address -> !isTrusted(address))
        .map(ClientNetworks::network);
  }

  private static InetAddress peer(HttpServerRequest request) {
    return address(request.remoteAddress());
  }

  private static InetAddress address(SocketAddress peer) {
    String host = peer == null ? null : peer.hostAddress();
    InetAddress address = host == null ? null : NetUtil.createInetAddressFromIpAddressString(host);
    return address == null ? InetAddress.getLoopbackAddress() : address;
  }

  private boolean isTrusted(InetAddress address) {
    InetSocketAddress socket = new InetSocketAddress(address, 0);
    return trusted.stream().anyMatch(rule -> rule.matches(socket));
  }

  private static String network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    byte[] bytes = Arrays.copyOf(address.getAddress(), NETWORK_BYTES);
    byte[] padded = Arrays.copyOf(bytes, address.getAddress().length);
    return NetUtil.toAddressString(fromBytes(padded)) + "/64";
  }

  private static InetAddress fromBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
