package dev.flightwatch.testkit.proxy;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A TCP proxy that injects faults between clients and a server on this host. It listens on its own
 * port of the loopback interface. A fault lasts until the next one or until {@link #restore()}.
 *
 * <p>Safe for use by any thread. The futures complete when the fault is in effect. The proxy closes
 * with its Vert.x instance.
 */
public final class FaultProxy {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int LISTEN_ATTEMPTS = 40;
  private static final int LISTEN_PAUSE_MILLIS = 50;

  private final Vertx vertx;
  private final Context context;
  private final NetClient tcpClient;
  private final int serverPort;
  private final Set<ProxiedConnection> connections = new LinkedHashSet<>();
  private NetServer listener;
  private volatile int port;
  private boolean stalled;
  private Predicate<Buffer> requestToLose = chunk -> false;
  private Promise<Void> lost = Promise.promise();

  /**
   * @param serverPort port of the server
   */
  public FaultProxy(Vertx vertx, int serverPort) {
    this.vertx = requireNonNull(vertx);
    this.context = vertx.getOrCreateContext();
    this.tcpClient = vertx.createNetClient();
    this.serverPort = serverPort;
  }

  /** Creates a proxy for the server of a URL. */
  public static FaultProxy inFrontOf(Vertx vertx, String url) {
    return new FaultProxy(vertx, URI.create(url).getPort());
  }

  /** Begins to listen, without a fault. */
  public Future<FaultProxy> listen() {
    return restore().map(this);
  }

  /** Returns the port of the proxy, which never changes. */
  public int port() {
    return port;
  }

  /** Returns the URL of the server with the port of this proxy. */
  public String url(String serverUrl) {
    return serverUrl.replace(":" + serverPort, ":" + port);
  }

  /** Returns the number of connections. */
  public Future<Integer> connections() {
    return onContext(() -> Future.succeededFuture(connections.size()));
  }

  /** Resets connections, and refuses new ones. */
  public Future<Void> disconnect() {
    return onContext(
        () -> {
          NetServer closing = listener;
          listener = null;
          List.copyOf(connections).forEach(ProxiedConnection::reset);
          return closing == null ? Future.succeededFuture() : closing.close();
        });
  }

  /** Keeps connections open and accepts new ones, but forwards nothing. */
  public Future<Void> stall() {
    return inject(
        () -> {
          stalled = true;
          connections.forEach(ProxiedConnection::stall);
        });
  }

  /** Forwards nothing on existing connections, which stay open; new connections work. */
  public Future<Void> loseConnections() {
    return inject(
        () -> {
          connections.forEach(ProxiedConnection::stall);
          connections.clear();
        });
  }

  /**
   * Forwards the next request that matches, and resets its connection instead of forwarding the
   * response.
   *
   * @param request tested with each chunk that clients send, until one matches
   * @return completes when a response is lost
   */
  public Future<Void> loseResponseTo(Predicate<Buffer> request) {
    Promise<Void> promise = Promise.promise();
    return inject(
            () -> {
              requestToLose = request;
              lost = promise;
            })
        .compose(v -> promise.future());
  }

  /** Ends the fault; data that was held back is forwarded first. */
  public Future<Void> restore() {
    return inject(() -> connections.forEach(ProxiedConnection::resume));
  }

  /** Replaces the current fault by one that lets clients connect. */
  private Future<Void> inject(Runnable fault) {
    return onContext(
        () ->
            open()
                .onSuccess(
                    v -> {
                      stalled = false;
                      requestToLose = chunk -> false;
                      fault.run();
                    }));
  }

  private Future<Void> open() {
    if (listener != null) {
      return Future.succeededFuture();
    }
    return listen(LISTEN_ATTEMPTS)
        .onSuccess(
            at -> {
              listener = at;
              port = at.actualPort();
            })
        .mapEmpty();
  }

  /** Retries, because a port may stay in use for a moment after it was closed. */
  private Future<NetServer> listen(int attempts) {
    return vertx
        .createNetServer()
        .connectHandler(this::accept)
        .listen(port, LOOPBACK)
        .recover(
            failure ->
                attempts == 1
                    ? Future.failedFuture(failure)
                    : vertx
                        .timer(LISTEN_PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                        .compose(v -> listen(attempts - 1)));
  }

  private <T> Future<T> onContext(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(v -> work.get().onComplete(promise));
    return promise.future();
  }

  private void accept(NetSocket client) {
    client.pause();
    tcpClient
        .connect(serverPort, LOOPBACK)
        .onFailure(unreachable -> client.close())
        .onSuccess(
            server -> {
              ProxiedConnection connection = new ProxiedConnection(this, client, server);
              connections.add(connection);
              if (!stalled) {
                connection.resume();
              }
            });
  }

  boolean losesResponseTo(Buffer request) {
    boolean loses = requestToLose.test(request);
    if (loses) {
      requestToLose = chunk -> false;
    }
    return loses;
  }

  void responseLost() {
    lost.tryComplete();
  }

  void ended(ProxiedConnection connection) {
    connections.remove(connection);
  }
}
