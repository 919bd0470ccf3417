package dev.flightwatch.toolkit.http;

import dev.flightwatch.toolkit.limit.ClientNetwork;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each client has open of one kind, such as connections, on all instances of a server. The
 * servers of one process count apart: a client that reaches a service through the gateway is
 * counted once by each. Safe for use by any thread.
 */
final class OpenPerClient implements Shareable {
  private static final Logger log = LoggerFactory.getLogger(OpenPerClient.class);
  private static final Duration WARNING_INTERVAL = Duration.ofMinutes(1);

  private final String server;
  private final String kind;
  private final ConcurrentMap<String, Integer> networkToOpen = new ConcurrentHashMap<>();
  private final AtomicReference<Instant> nextWarning = new AtomicReference<>(Instant.MIN);

  private OpenPerClient(String server, String kind) {
    this.server = server;
    this.kind = kind;
  }

  /**
   * Returns the counts of a server in this process.
   *
   * @param kind what is counted, in the log: {@code connections}
   */
  static OpenPerClient of(Vertx vertx, String server, String kind) {
    return vertx
        .sharedData()
        .<String, OpenPerClient>getLocalMap(OpenPerClient.class.getName())
        .computeIfAbsent(server + ", " + kind, key -> new OpenPerClient(server, kind));
  }

  /** Counts one more of a client; returns false when it has {@code max} already. */
  boolean tryOpen(ClientNetwork client, int max, Clock clock) {
    List<String> counted = new ArrayList<>();
    for (Map.Entry<String, Integer> limit : client.keyToLimit(max).entrySet()) {
      if (!tryOpen(limit.getKey(), limit.getValue())) {
        counted.forEach(this::closed);
        warn(limit.getKey(), limit.getValue(), clock.instant());
        return false;
      }
      counted.add(limit.getKey());
    }
    return true;
  }

  private boolean tryOpen(String network, int max) {
    boolean[] opened = new boolean[1];
    networkToOpen.compute(
        network,
        (key, open) -> {
          int before = open == null ? 0 : open;
          opened[0] = before < max;
          return opened[0] ? Integer.valueOf(before + 1) : open;
        });
    return opened[0];
  }

  /** Counts one less of a client. */
  void closed(ClientNetwork client) {
    client.keyToLimit(1).keySet().forEach(this::closed);
  }

  private void closed(String network) {
    networkToOpen.computeIfPresent(network, (key, open) -> open == 1 ? null : open - 1);
  }

  private void warn(String network, int max, Instant now) {
    Instant next = nextWarning.get();
    if (!now.isBefore(next) && nextWarning.compareAndSet(next, now.plus(WARNING_INTERVAL))) {
      log.warn(
          "{}: {} has {} {} open, and more are refused. If it is a proxy, name it in"
              + " TRUSTED_PROXIES; if many people share this address, raise the limit.",
          server,
          network,
          max,
          kind);
    }
  }
}
