package dev.flightwatch.toolkit.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of proxies that are named by host names. Each name is resolved when this begins and
 * then every five seconds. A name that cannot be resolved keeps its addresses for a minute.
 */
final class ProxyNames {
  private static final Logger log = LoggerFactory.getLogger(ProxyNames.class);
  private static final long INTERVAL_MILLIS = 5_000;

  /** Failures in a row after which a name has no addresses. */
  static final int MAX_FAILURES = 12;

  private static final Resolved NOTHING = new Resolved(Set.of(), 0, false);

  private final Map<String, Resolved> nameToResolved = new ConcurrentHashMap<>();

  /**
   * What is known of a name.
   *
   * @param failures in a row
   * @param isAsked whether a resolution is in progress
   */
  private record Resolved(Set<InetAddress> addresses, int failures, boolean isAsked) {
    Resolved failed() {
      boolean isKept = failures + 1 < MAX_FAILURES;
      return new Resolved(isKept ? addresses : Set.of(), failures + 1, false);
    }
  }

  ProxyNames(Set<String> names) {
    names.forEach(name -> nameToResolved.put(name, NOTHING));
  }

  /** Resolves the names until the calling verticle is undeployed. */
  void begin(Vertx vertx) {
    if (!nameToResolved.isEmpty()) {
      resolve(name -> lookUp(vertx, name));
      vertx.setPeriodic(INTERVAL_MILLIS, timer -> resolve(name -> lookUp(vertx, name)));
    }
  }

  private static Future<Set<InetAddress>> lookUp(Vertx vertx, String name) {
    Promise<List<InetSocketAddress>> found = Promise.promise();
    ((VertxInternal) vertx).nameResolver().resolveAll(name, found::handle);
    return found
        .future()
        .map(
            sockets ->
                sockets.stream().map(InetSocketAddress::getAddress).collect(Collectors.toSet()));
  }

  /** Resolves each name once, unless it is being resolved. */
  void resolve(Function<String, Future<Set<InetAddress>>> lookUp) {
    nameToResolved.forEach(
        (name, known) -> {
          if (!known.isAsked()) {
            nameToResolved.put(name, new Resolved(known.addresses(), known.failures(), true));
            lookUp
                .apply(name)
                .onComplete(
                    found -> learn(name, known, new Resolved(found, 0, false)),
                    failure -> learn(name, known, known.failed()));
          }
        });
  }

  private void learn(String name, Resolved before, Resolved now) {
    nameToResolved.put(name, now);
    if (!now.addresses().equals(before.addresses())) {
      log.info("TRUSTED_PROXIES: {} has the addresses {}", name, now.addresses());
    } else if (before.addresses().isEmpty() && now.failures() == 1) {
      log.info("TRUSTED_PROXIES: {} has no address yet; it is asked for every 5 s", name);
    }
  }

  boolean contains(InetAddress address) {
    return nameToResolved.values().stream()
        .anyMatch(resolved -> resolved.addresses().contains(address));
  }
}
