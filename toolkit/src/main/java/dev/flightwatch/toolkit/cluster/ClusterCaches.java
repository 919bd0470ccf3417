package dev.flightwatch.toolkit.cluster;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.infinispan.configuration.parsing.ParserRegistry;
import org.infinispan.manager.DefaultCacheManager;

/**
 * The caches that the members share, configured by {@code infinispan.xml}: the consumers of each
 * bus address and the address of each member's event bus.
 */
final class ClusterCaches {
  private ClusterCaches() {}

  /** Joins the cluster; blocks. */
  static DefaultCacheManager start(Config config, InetAddress address, int port)
      throws IOException {
    String dns = config.get(ClusterSettings.DNS);
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "cluster.address", address.getHostAddress(),
            "cluster.port", Integer.toString(port),
            "cluster.discovery", dns.isEmpty() ? "members" : "dns",
            "cluster.dns", dns,
            "cluster.members",
                config.get(ClusterSettings.MEMBERS).stream()
                    .map(ClusterCaches::initialHost)
                    .collect(Collectors.joining(","))));
    ParserRegistry parser =
        new ParserRegistry(ClusterCaches.class.getClassLoader(), false, properties);
    return new DefaultCacheManager(
        parser.parse(ClusterCaches.class.getResource("infinispan.xml")), true);
  }

  private static String initialHost(HostAndPort member) {
    return member.host().replaceAll("[\\[\\]]", "") + "[" + member.port() + "]";
  }
}
