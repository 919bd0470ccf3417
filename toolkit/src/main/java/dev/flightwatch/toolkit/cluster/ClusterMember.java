package dev.flightwatch.toolkit.cluster;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import io.vertx.core.Completable;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.ext.cluster.infinispan.InfinispanClusterManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.infinispan.commons.CacheException;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachemanagerlistener.annotation.Merged;
import org.infinispan.notifications.cachemanagerlistener.annotation.ViewChanged;
import org.infinispan.notifications.cachemanagerlistener.event.MergeEvent;
import org.infinispan.notifications.cachemanagerlistener.event.ViewChangedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster manager of this process. It joins the cluster before Vert.x starts and leaves it when
 * Vert.x stops. After a network partition has healed, each member registers its bus addresses
 * again: the other side removed them when it considered the member failed, and Vert.x's own manager
 * does not restore them.
 */
public final class ClusterMember extends InfinispanClusterManager {
  private static final Logger log = LoggerFactory.getLogger(ClusterMember.class);

  /** Several times, because updates can be lost while the caches are still being merged. */
  private static final List<Integer> REGISTER_AGAIN_AFTER_SECONDS = List.of(0, 2, 5, 10, 20);

  /** Searches for the cluster, of some three seconds each. */
  private static final int SEARCHES = 3;

  private final Config config;
  private final InetAddress address;
  private final DefaultCacheManager caches;
  private final Set<AddressRegistration> registrations = ConcurrentHashMap.newKeySet();

  private record AddressRegistration(String address, RegistrationInfo info) {}

  private ClusterMember(Config config, InetAddress address, DefaultCacheManager caches) {
    super(caches);
    this.config = config;
    this.address = address;
    this.caches = caches;
  }

  /**
   * Joins the configured cluster, or starts it when no other member responds. Blocks for up to ten
   * seconds.
   *
   * @param json the configuration of a verticle; settings of other kinds are ignored
   * @throws dev.flightwatch.toolkit.config.ConfigException with every problem of the settings
   * @throws IllegalStateException when joining fails; the message names the setting to change
   */
  public static ClusterMember join(JsonObject json) {
    Config config = ClusterSettings.load(json);
    InetAddress address = PrivateAddress.of(config.get(ClusterSettings.HOST));
    try {
      int configured = config.get(ClusterSettings.PORT);
      int port = configured == 0 ? freePort(address) : configured;
      DefaultCacheManager caches = start(config, address, port);
      log.info("Joined the cluster; members: {}", caches.getMembers());
      ClusterMember member = new ClusterMember(config, address, caches);
      caches.addListener(new Membership(member));
      return member;
    } catch (IOException | CacheException e) {
      throw new IllegalStateException(
          "The cluster could not be joined (%s): check CLUSTER_HOST, CLUSTER_PORT, CLUSTER_MEMBERS."
              .formatted(rootCause(e)),
          e);
    }
  }

  /** Searches again where it may not start a cluster: members that are busy miss a search. */
  private static DefaultCacheManager start(Config config, InetAddress address, int port)
      throws IOException {
    for (int search = 1; search <= SEARCHES; search++) {
      DefaultCacheManager caches = ClusterCaches.start(config, address, port);
      if (caches.getMembers().size() > 1 || mayStartACluster(config, address, port)) {
        return caches;
      }
      caches.stop();
    }
    throw new IllegalStateException(
        ("No member responds at %s, and this one, %s:%d, is not listed there and so may not"
                + " start a cluster: set CLUSTER_MEMBERS to a running member.")
            .formatted(config.get(ClusterSettings.MEMBERS), address.getHostAddress(), port));
  }

  /** The exceptions of Infinispan and JGroups wrap each other. */
  private static Throwable rootCause(Throwable failure) {
    return failure.getCause() == null ? failure : rootCause(failure.getCause());
  }

  /** With a list of members, JGroups does not accept port 0. */
  private static int freePort(InetAddress address) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, address)) {
      return socket.getLocalPort();
    }
  }

  /** Logs changes of the membership, and repeats the registrations after a merge. */
  @Listener(sync = false)
  public static final class Membership {
    private final ClusterMember member;

    private Membership(ClusterMember member) {
      this.member = member;
    }

    @ViewChanged
    public void changed(ViewChangedEvent change) {
      log.info("The cluster changed; members: {}", change.getNewMembers());
    }

    @Merged
    public void merged(MergeEvent change) {
      changed(change);
      REGISTER_AGAIN_AFTER_SECONDS.forEach(
          seconds ->
              CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS)
                  .execute(member::registerAgain));
    }
  }

  @Override
  public void addRegistration(String address, RegistrationInfo info, Completable<Void> done) {
    if (!info.localOnly()) {
      registrations.add(new AddressRegistration(address, info));
    }
    super.addRegistration(address, info, done);
  }

  @Override
  public void removeRegistration(String address, RegistrationInfo info, Completable<Void> done) {
    registrations.remove(new AddressRegistration(address, info));
    super.removeRegistration(address, info, done);
  }

  private void registerAgain() {
    if (!isActive()) {
      return;
    }
    setNodeInfo(getNodeInfo(), ClusterMember::registeredAgain);
    registrations.forEach(
        r -> super.addRegistration(r.address(), r.info(), ClusterMember::registeredAgain));
  }

  private static void registeredAgain(Void done, Throwable failure) {
    if (failure != null) {
      log.warn("A bus address could not be registered again: {}", failure.toString());
    }
  }

  /** A member may start a cluster only if the others will look for it there. */
  private static boolean mayStartACluster(Config config, InetAddress address, int port) {
    return !config.get(ClusterSettings.DNS).isEmpty()
        || config.get(ClusterSettings.MEMBERS).stream()
            .anyMatch(member -> member.port() == port && is(address, member));
  }

  private static boolean is(InetAddress address, HostAndPort member) {
    try {
      return List.of(InetAddress.getAllByName(member.host())).contains(address);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Binds the event bus to the private address of the cluster, whatever the options contain. */
  public void confine(VertxOptions options) {
    options
        .getEventBusOptions()
        .setHost(address.getHostAddress())
        .setPort(config.get(ClusterSettings.BUS_PORT));
  }

  /** Leaves the cluster; the others are notified and need not detect a failure. */
  @Override
  public void leave(Completable<Void> left) {
    super.leave(
        (done, failure) -> {
          caches.stop();
          left.complete(done, failure);
        });
  }
}
