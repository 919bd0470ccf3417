package dev.flightwatch.toolkit.cluster;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.HostAndPort;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.ext.cluster.infinispan.InfinispanClusterManager;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachemanagerlistener.annotation.Merged;
import org.infinispan.notifications.cachemanagerlistener.annotation.ViewChanged;
import org.infinispan.notifications.cachemanagerlistener.event.MergeEvent;
import org.infinispan.notifications.cachemanagerlistener.event.ViewChangedEvent;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.stack.IpAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as a member of the cluster: joined before Vert.x starts, left when it stops. When
 * parts of a cluster become one again, each member says again what is answered in it: the others
 * struck that off when they took it for dead, and Vert.x's own manager leaves it at that.
 */
public final class ClusterMember extends InfinispanClusterManager {
  private static final Logger log = LoggerFactory.getLogger(ClusterMember.class);

  /**
   * More than once, since what is said while the parts still compare what they know can be lost.
   */
  private static final List<Integer> REGISTER_AGAIN_AFTER_SECONDS = List.of(0, 2, 5, 10, 20);

  private final Config config;
  private final InetAddress address;
  private final DefaultCacheManager caches;
  private final Set<Registration> registrations = ConcurrentHashMap.newKeySet();

  private record Registration(String address, RegistrationInfo info) {}

  private ClusterMember(Config config, InetAddress address, DefaultCacheManager caches) {
    super(caches);
    this.config = config;
    this.address = address;
    this.caches = caches;
  }

  /**
   * Joins the cluster that the configuration says, or begins it. Blocks for some seconds at most.
   *
   * @param json the configuration of a verticle; keys that are none of a cluster's are left alone
   * @throws dev.flightwatch.toolkit.config.ConfigException with every problem of the keys
   * @throws IllegalStateException when it cannot join, in one line that says what to change
   */
  public static ClusterMember join(JsonObject json) {
    Config config = ClusterSettings.load(json);
    InetAddress address = PrivateAddress.of(config.get(ClusterSettings.HOST));
    try {
      JChannel channel = MemberStack.channel(config, address);
      DefaultCacheManager caches = ClusterCaches.start(channel);
      try {
        requireCompany(config, address, channel);
      } catch (IllegalStateException e) {
        caches.stop();
        throw e;
      }
      log.info("In a cluster, as one of {}", caches.getMembers());
      ClusterMember member = new ClusterMember(config, address, caches);
      caches.addListener(new Membership(member));
      return member;
    } catch (IllegalStateException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(problem(config, e), e);
    }
  }

  /** Says who is there, whenever that changes. */
  @Listener(sync = false)
  public static final class Membership {
    private final ClusterMember member;

    private Membership(ClusterMember member) {
      this.member = member;
    }

    @ViewChanged
    public void changed(ViewChangedEvent change) {
      log.info("The members of the cluster are {} now", change.getNewMembers());
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
      registrations.add(new Registration(address, info));
    }
    super.addRegistration(address, info, done);
  }

  @Override
  public void removeRegistration(String address, RegistrationInfo info, Completable<Void> done) {
    registrations.remove(new Registration(address, info));
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
      log.warn("The cluster was not told again what is answered here: {}", failure.toString());
    }
  }

  private static String problem(Config config, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return "The cluster cannot listen on %s:%d: set CLUSTER_PORT to a free one, or 0."
            .formatted(config.get(ClusterSettings.HOST), config.get(ClusterSettings.PORT));
      }
    }
    return "The cluster could not be joined (%s): see CLUSTER_HOST and CLUSTER_MEMBERS."
        .formatted(failure.getMessage());
  }

  /** Whoever finds nobody may go on alone only if the others will look for it. */
  private static void requireCompany(Config config, InetAddress address, JChannel channel) {
    if (channel.getView().size() > 1 || !config.get(ClusterSettings.DNS).isEmpty()) {
      return;
    }
    Object physical = channel.down(new Event(Event.GET_PHYSICAL_ADDRESS, channel.getAddress()));
    int port = ((IpAddress) physical).getPort();
    List<HostAndPort> members = config.get(ClusterSettings.MEMBERS);
    if (members.stream().noneMatch(member -> member.port() == port && is(address, member))) {
      throw new IllegalStateException(
          ("Nobody answers at %s, and this member, %s:%d, is not among them to begin a cluster:"
                  + " set CLUSTER_MEMBERS to where one is.")
              .formatted(members, address.getHostAddress(), port));
    }
  }

  private static boolean is(InetAddress address, HostAndPort member) {
    try {
      return List.of(InetAddress.getAllByName(member.host())).contains(address);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Puts the event bus on the cluster's private address, whatever was said elsewhere. */
  public void confine(VertxOptions options) {
    options
        .getEventBusOptions()
        .setHost(address.getHostAddress())
        .setPort(config.get(ClusterSettings.BUS_PORT));
  }

  /** Tells the others that this member goes, so that nobody has to find out. */
  @Override
  public void leave(Completable<Void> left) {
    Promise<Void> quiet = Promise.promise();
    super.leave(quiet);
    quiet
        .future()
        .eventually(
            () -> {
              caches.stop();
              return Future.succeededFuture();
            })
        .onComplete(left);
  }
}
