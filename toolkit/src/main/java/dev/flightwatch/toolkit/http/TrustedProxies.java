package dev.flightwatch.toolkit.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxies whose word on the client of a request counts: addresses, networks, and host names,
 * whose addresses are looked up again and again, because a container or pod that is replaced gets
 * another one.
 */
final class TrustedProxies {
  private static final Logger log = LoggerFactory.getLogger(TrustedProxies.class);
  private static final Pattern NAME =
      Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");

  private final List<IpSubnetFilterRule> networks;
  private final List<String> names;
  private final Map<String, Set<InetAddress>> nameToAddresses = new ConcurrentHashMap<>();

  /**
   * @throws IllegalArgumentException for a text that is no address, network or host name
   */
  TrustedProxies(Set<String> texts) {
    names = texts.stream().filter(NAME.asMatchPredicate()).toList();
    networks =
        texts.stream().filter(text -> !names.contains(text)).map(TrustedProxies::network).toList();
  }

  private static IpSubnetFilterRule network(String cidr) {
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
        "must be IP addresses, networks such as 10.0.0.0/8, or host names, separated by commas");
  }

  boolean haveNames() {
    return !names.isEmpty();
  }

  boolean trust(InetAddress address) {
    InetSocketAddress socket = new InetSocketAddress(address, 0);
    return networks.stream().anyMatch(rule -> rule.matches(socket))
        || nameToAddresses.values().stream().anyMatch(known -> known.contains(address));
  }

  /**
   * Looks the names up. A name that has no address is not trusted; one whose look-up is logged
   * stays unknown until a later look-up succeeds.
   */
  Future<Void> lookUp(Vertx vertx) {
    return vertx.executeBlocking(
        () -> {
          names.forEach(this::lookUp);
          return null;
        });
  }

  private void lookUp(String name) {
    try {
      Set<InetAddress> found =
          Set.copyOf(Stream.of(InetAddress.getAllByName(name)).distinct().toList());
      if (!found.equals(nameToAddresses.put(name, found))) {
        log.info("The trusted proxy {} has {} address(es)", name, found.size());
      }
    } catch (UnknownHostException e) {
      if (!Set.of().equals(nameToAddresses.put(name, Set.of()))) {
        log.warn("The trusted proxy {} has no address; its clients count as one", name);
      }
    }
  }
}
