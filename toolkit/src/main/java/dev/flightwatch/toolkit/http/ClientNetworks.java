package dev.flightwatch.toolkit.http;

import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Determines from which network a request comes, behind any number of trusted proxies. A network is
 * an IPv4 address, or an IPv6 network of 64 bits, which one client can use as a whole. Many a
 * client can use one of 48 bits (RFC 6177), so limits count IPv6 clients by {@link #wider} too.
 */
public final class ClientNetworks {
  /** The peer is the client: no proxy is trusted. */
  public static final ClientNetworks DIRECT = new ClientNetworks(new TrustedProxies(Set.of()));

  /** How many times the limit of a network holds for its {@link #wider} one. */
  public static final int WIDER_FACTOR = 8;

  private static final int NETWORK_BITS = 64;
  private static final int WIDER_BITS = 48;

  private final TrustedProxies proxies;

  private ClientNetworks(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  /**
   * Returns an instance that trusts proxies.
   *
   * @param proxies addresses, networks such as {@code 10.0.0.0/8}, and host names
   * @throws IllegalArgumentException for a text that is none of them
   */
  public static ClientNetworks trusting(Set<String> proxies) {
    return new ClientNetworks(new TrustedProxies(proxies));
  }

  /** Whether there are host names to be looked up again and again. */
  boolean haveNames() {
    return proxies.haveNames();
  }

  Future<Void> lookUp(Vertx vertx) {
    return proxies.lookUp(vertx);
  }

  /** Returns whether the peer of a request is a trusted proxy. */
  public boolean isProxied(HttpServerRequest request) {
    return proxies.trust(peer(request));
  }

  /** Returns the network of a request's client as text. */
  public String of(HttpServerRequest request) {
    InetAddress client = address(request);
    return client instanceof Inet6Address ? network(client, NETWORK_BITS) : client.getHostAddress();
  }

  /**
   * Returns the address of a request's client: the peer's, or, when the peer is a trusted proxy,
   * the last hop in {@code X-Forwarded-For} or {@code Forwarded} that is not one. It is the peer's
   * as well when a hop is no address, and when the two headers disagree: a proxy that writes one of
   * them may pass on what its client wrote into the other.
   */
  public InetAddress address(HttpServerRequest request) {
    InetAddress peer = peer(request);
    if (!proxies.trust(peer)) {
      return peer;
    }
    List<InetAddress> clients =
        ForwardedFor.hops(request.headers()).stream()
            .map(hops -> client(peer, hops))
            .distinct()
            .toList();
    return clients.size() == 1 ? clients.get(0) : peer;
  }

  private InetAddress client(InetAddress peer, List<Optional<InetAddress>> hops) {
    for (int i = hops.size() - 1; i >= 0; i--) {
      Optional<InetAddress> hop = hops.get(i);
      if (hop.isEmpty() || !proxies.trust(hop.get())) {
        return hop.orElse(peer);
      }
    }
    return peer;
  }

  private static InetAddress peer(HttpServerRequest request) {
    String host = request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
    InetAddress address = host == null ? null : NetUtil.createInetAddressFromIpAddressString(host);
    return address == null ? InetAddress.getLoopbackAddress() : address;
  }

  /** Returns the IPv6 network of 48 bits that contains a network; empty for an IPv4 address. */
  public static Optional<String> wider(String network) {
    InetAddress address =
        NetUtil.createInetAddressFromIpAddressString(network.replaceFirst("/.*", ""));
    return address instanceof Inet6Address
        ? Optional.of(network(address, WIDER_BITS))
        : Optional.empty();
  }

  private static String network(InetAddress address, int bits) {
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, bits / Byte.SIZE, bytes.length, (byte) 0);
    try {
      return NetUtil.toAddressString(InetAddress.getByAddress(bytes)) + "/" + bits;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
