package dev.flightwatch.toolkit.http;

import dev.flightwatch.toolkit.limit.ClientNetwork;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Determines from which {@link ClientNetwork} a request comes, behind any number of trusted
 * proxies.
 *
 * <p>The walk begins at the peer. As long as it is at a trusted proxy, it goes on to the hop that
 * this proxy names in {@code X-Forwarded-For} or {@code Forwarded}; it ends when the entry is no
 * address. When the two headers lead to different clients, one of them is not the proxy's, and the
 * client is the peer.
 */
public final class ClientNetworks {
  /** The peer is the client: no proxy is trusted. */
  public static final ClientNetworks DIRECT = trusting(Set.of());

  private static final Map<String, Function<String, Optional<InetAddress>>> HEADER_TO_READER =
      Map.of("X-Forwarded-For", ForwardedHop::ofNode, "Forwarded", ForwardedHop::ofElement);

  private final List<IpSubnetFilterRule> networks;
  private final ProxyNames names;
  private final ProxyConnections own;

  private ClientNetworks(
      List<IpSubnetFilterRule> networks, ProxyNames names, ProxyConnections own) {
    this.networks = networks;
    this.names = names;
    this.own = own;
  }

  /**
   * Returns an instance that trusts proxies. It knows no addresses of host names.
   *
   * @param proxies networks such as {@code 10.0.0.0/8}, addresses, or host names
   * @throws IllegalArgumentException for a text that is none of these
   */
  public static ClientNetworks trusting(Set<String> proxies) {
    Map<Boolean, Set<String>> byIsName =
        proxies.stream().collect(Collectors.partitioningBy(HostNames::isName, Collectors.toSet()));
    return new ClientNetworks(
        byIsName.get(false).stream().map(ClientNetworks::rule).toList(),
        new ProxyNames(byIsName.get(true)),
        new ProxyConnections());
  }

  /**
   * Returns an instance that also trusts the {@link ProxyConnections} of this process, and resolves
   * the host names until the calling verticle is undeployed.
   */
  ClientNetworks begin(Vertx vertx) {
    names.begin(vertx);
    return new ClientNetworks(networks, names, ProxyConnections.of(vertx));
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
        "must be IP addresses, networks such as 10.0.0.0/8, or host names in lower case, separated"
            + " by commas");
  }

  /** Returns whether the peer of a request is a trusted proxy. */
  public boolean isProxied(HttpServerRequest request) {
    return own.contains(request.connection()) || isTrusted(peer(request));
  }

  /** Returns the {@link ClientNetwork} of a request's client as text. */
  public String of(HttpServerRequest request) {
    return ClientNetwork.of(client(request)).key();
  }

  /** Returns the IP address of a request's client as text. */
  public String addressOf(HttpServerRequest request) {
    return NetUtil.toAddressString(client(request));
  }

  private InetAddress client(HttpServerRequest request) {
    InetAddress peer = peer(request);
    if (!isProxied(request)) {
      return peer;
    }
    Set<InetAddress> named = new HashSet<>();
    HEADER_TO_READER.forEach(
        (header, reader) -> {
          List<String> lines = request.headers().getAll(header);
          if (!lines.isEmpty()) {
            named.add(walk(peer, String.join(",", lines).split(","), reader));
          }
        });
    return named.size() == 1 ? named.iterator().next() : peer;
  }

  private InetAddress walk(
      InetAddress peer, String[] hops, Function<String, Optional<InetAddress>> reader) {
    InetAddress client = peer;
    for (int i = hops.length - 1; i >= 0; i--) {
      Optional<InetAddress> hop = reader.apply(hops[i].strip());
      client = hop.orElse(client);
      if (hop.isEmpty() || !isTrusted(client)) {
        break;
      }
    }
    return client;
  }

  /**
   * Returns the network of a connection's peer; empty for a trusted proxy, whose connections are of
   * many clients. One of this process is known only when its first request arrives.
   */
  Optional<ClientNetwork> ofPeer(HttpConnection connection) {
    InetAddress peer = address(connection.remoteAddress());
    return isTrusted(peer) ? Optional.empty() : Optional.of(ClientNetwork.of(peer));
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
    return networks.stream().anyMatch(rule -> rule.matches(socket)) || names.contains(address);
  }
}
