package dev.flightwatch.toolkit.cluster;

import java.util.List;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.configuration.parsing.ConfigurationBuilderHolder;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.jgroups.JChannel;

/**
 * The caches that the members share: the consumers of each bus address and the address of each
 * member's event bus. They have the configuration that Vert.x ships.
 */
final class ClusterCaches {
  private ClusterCaches() {}

  static DefaultCacheManager start(JChannel channel, String clusterName) {
    ConfigurationBuilderHolder holder = new ConfigurationBuilderHolder();
    GlobalConfigurationBuilder global = holder.getGlobalConfigurationBuilder();
    global
        .transport()
        .transport(new JGroupsTransport(channel))
        .clusterName(clusterName)
        .defaultCacheName("distributed-cache");
    global.jmx().disable();
    // ClusterMember.leave stops the caches after the verticles have stopped.
    global.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
    distributed(holder, "distributed-cache");
    distributed(holder, "__vertx.distributed.cache.configuration").template(true);
    for (String name : List.of("__vertx.subs", "__vertx.haInfo", "__vertx.nodeInfo")) {
      holder.newConfigurationBuilder(name).clustering().cacheMode(CacheMode.REPL_SYNC);
    }
    return new DefaultCacheManager(holder, true);
  }

  private static ConfigurationBuilder distributed(ConfigurationBuilderHolder holder, String name) {
    ConfigurationBuilder cache = holder.newConfigurationBuilder(name);
    cache.clustering().cacheMode(CacheMode.DIST_SYNC);
    return cache;
  }
}
