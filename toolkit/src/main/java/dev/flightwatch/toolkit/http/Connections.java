package dev.flightwatch.toolkit.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The open connections of a door, all on one event loop. A connection that waits for its client for
 * too long is cut off, whether the next request does not begin, or does not end, or its answer is
 * not taken, and however often a byte trickles in. One that waits for us never is.
 */
final class Connections {
  /** How long a client that was told its body is too large may go on sending before the cut. */
  private static final long LINGER = Duration.ofSeconds(2).toNanos();

  private static final class Progress {
    private HttpServerRequest request;
    private long deadline;

    boolean waitsForClient() {
      return request == null || !request.isEnded() || request.response().ended();
    }
  }

  private final HttpLimits limits;
  private final Map<HttpConnection, Progress> open = new HashMap<>();

  Connections(HttpLimits limits) {
    this.limits = limits;
  }

  void opened(HttpConnection connection) {
    if (open.size() >= limits.maxConnections()) {
      connection.close();
      return;
    }
    Progress progress = new Progress();
    progress.deadline = System.nanoTime() + limits.requestTimeout().toNanos();
    open.put(connection, progress);
    connection.closeHandler(closed -> open.remove(connection));
  }

  void begun(HttpServerRequest request) {
    Progress progress = open.get(request.connection());
    if (progress != null) {
      progress.request = request;
      progress.deadline = System.nanoTime() + limits.requestTimeout().toNanos();
    }
  }

  /**
   * Notes that a request has its answer.
   *
   * @param unwanted whether the client is sending a body that nobody will read
   */
  void responded(HttpServerRequest request, boolean unreadBody) {
    Progress progress = open.get(request.connection());
    if (progress != null) {
      long patience = unreadBody ? LINGER : limits.requestTimeout().toNanos();
      progress.deadline = System.nanoTime() + patience;
    }
  }

  /** Cuts off who is late; to be called again and again. */
  void sweep() {
    long now = System.nanoTime();
    List.copyOf(open.entrySet()).stream()
        .filter(e -> now - e.getValue().deadline > 0 && e.getValue().waitsForClient())
        .forEach(e -> e.getKey().close());
  }
}
