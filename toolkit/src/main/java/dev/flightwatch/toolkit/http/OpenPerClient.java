package dev.flightwatch.toolkit.http;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
  private final ConcurrentMap<String, Integer> clientToOpen = new ConcurrentHashMap<>();
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
  boolean tryOpen(String client, int max, Clock clock) {
    boolean[] opened = new boolean[1];
    clientToOpen.compute(
        client,
        (key, open) -> {
          int before = open == null ? 0 : open;
          opened[0] = before < max;
          return opened[0] ? Integer.valueOf(before + 1) : open;
        });
    if (!opened[0]) {
      warn(client, max, clock.instant());
    }
    return opened[0];
  }

  /** Counts one less of a client. */
  void closed(String client) {
    clientToOpen.computeIfPresent(client, (key, open) -> open == 1 ? null : open - 1);
  }

  private void warn(String client, int max, Instant now) {
    Instant next = nextWarning.get();
    if (!now.isBefore(next) && nextWarning.compareAndSet(next, now.plus(WARNING_INTERVAL))) {
      log.warn(
          "{}: {} has {} {} open, and more are refused. If it is a proxy, name it in"
              + " TRUSTED_PROXIES; if many people share this address, raise the limit.",
          server,
          client,
          max,
          kind);
    }
  }
}
