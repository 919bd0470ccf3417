package dev.flightwatch.toolkit.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The open connections of a server, all on one event loop. A connection that waits for its client
 * longer than the request timeout is closed: when the next request does not begin, a request does
 * not end, or a response, or a part of a streamed one, is not read. Bytes that trickle in or out do
 * not extend the timeout. A connection that waits for the server is never closed.
 */
final class Connections {
  /** How long a client may go on sending after it received 413. */
  private static final long LINGER = Duration.ofSeconds(2).toNanos();

  /** How long a connection beyond the limit of its client may take to show that it is a proxy's. */
  private static final long EXCESS_TIMEOUT = Duration.ofSeconds(1).toNanos();

  private static final class Progress {
    private HttpServerRequest request;
    private long deadline;
    private Optional<Runnable> counted;
    private boolean hasUntakenPart;
    private boolean isRefused;

    /** Counts the connection no longer as one of its peer. */
    void uncount() {
      counted.ifPresent(Runnable::run);
      counted = Optional.of(() -> {});
    }

    /** The response has ended when it is handed to Vert.x, even if the client has not read it. */
    boolean waitsForClient() {
      return hasUntakenPart || request == null || !request.isEnded() || request.response().ended();
    }
  }

  private final HttpLimits limits;
  private final Clients clients;
  private final Map<HttpConnection, Progress> connectionToProgress = new HashMap<>();
  private boolean draining;

  Connections(HttpLimits limits, Clients clients) {
    this.limits = limits;
    this.clients = clients;
  }

  void opened(HttpConnection connection) {
    if (connectionToProgress.size() >= limits.maxConnections()) {
      connection.close();
      return;
    }
    Progress progress = new Progress();
    progress.counted = clients.connected(connection);
    // A proxy of this process is known by its first request, which follows at once.
    long timeout =
        progress.counted.isPresent() ? limits.requestTimeout().toNanos() : EXCESS_TIMEOUT;
    progress.deadline = System.nanoTime() + timeout;
    connectionToProgress.put(connection, progress);
    connection.closeHandler(closed -> connectionToProgress.remove(connection).uncount());
  }

  /** Ends each connection with its next response. */
  void drain() {
    draining = true;
  }

  /** Whether the next response of each connection is its last. */
  boolean isDraining() {
    return draining;
  }

  /** Lets Vert.x close the connection after the response to this request. */
  void endAfter(HttpServerRequest request) {
    request.connection().shutdown(limits.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns whether a request may be handled; it may not on a connection that is closed. */
  boolean requestBegan(HttpServerRequest request) {
    Progress progress = connectionToProgress.get(request.connection());
    if (progress != null && progress.request == null && clients.isProxied(request)) {
      progress.uncount();
    } else if (progress != null && progress.counted.isEmpty()) {
      refuse(request);
    }
    if (progress != null && !progress.isRefused) {
      progress.request = request;
      progress.deadline = System.nanoTime() + limits.requestTimeout().toNanos();
      progress.hasUntakenPart = false;
      return true;
    }
    return false;
  }

  /**
   * Closes the connection of a request that cannot be read reliably. Requests that follow, which
   * Vert.x may have read already, are not handled.
   */
  void refuse(HttpServerRequest request) {
    Progress progress = connectionToProgress.get(request.connection());
    if (progress != null) {
      progress.isRefused = true;
    }
    request.connection().close();
  }

  /** Restarts the timeout of a connection when a part of its response is written. */
  void partSent(HttpServerRequest request) {
    responded(request, false);
    setUntakenPart(request, true);
  }

  /** Stops the timeout of a connection when the client has taken a part of the response. */
  void partTaken(HttpServerRequest request) {
    setUntakenPart(request, false);
  }

  private void setUntakenPart(HttpServerRequest request, boolean untaken) {
    Progress progress = connectionToProgress.get(request.connection());
    if (progress != null) {
      progress.hasUntakenPart = untaken;
    }
  }

  /** Closes the connection in the middle of a response, so that the client notices. */
  void breakOff(HttpServerRequest request) {
    // Without chunks, an orderly close would look like the end of the body.
    abort(request.connection(), request.version() == HttpVersion.HTTP_1_0);
  }

  /**
   * Restarts the timeout of a connection when its response is written.
   *
   * @param unreadBody whether the client is still sending a body that the server does not read
   */
  void responded(HttpServerRequest request, boolean unreadBody) {
    Progress progress = connectionToProgress.get(request.connection());
    if (progress != null) {
      long timeout = unreadBody ? LINGER : limits.requestTimeout().toNanos();
      progress.deadline = System.nanoTime() + timeout;
    }
  }

  /** Closes the connections whose clients are late; to be called periodically. */
  void closeOverdue() {
    long now = System.nanoTime();
    List.copyOf(connectionToProgress.entrySet()).stream()
        .filter(e -> now - e.getValue().deadline > 0 && e.getValue().waitsForClient())
        .forEach(e -> abort(e.getKey(), false));
  }

  /** Closes all connections. */
  void abortAll() {
    List.copyOf(connectionToProgress.keySet()).forEach(connection -> abort(connection, false));
  }

  /**
   * Closes a connection without sending what is still buffered for it. {@link HttpConnection#close}
   * would wait until the client has read it.
   *
   * @param reset whether to reset the connection even if nothing is buffered
   */
  private static void abort(HttpConnection connection, boolean reset) {
    ChannelHandlerContext context = ((HttpServerConnection) connection).channelHandlerContext();
    // A closed channel, whose close event is still to come, is not writable either.
    if (context.channel().isOpen() && (reset || !context.channel().isWritable())) {
      // A reset: the operating system discards its buffer too.
      context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    }
    // Unlike Channel.close, this does not pass Vert.x's handler, which would wait too.
    context.close();
  }
}
