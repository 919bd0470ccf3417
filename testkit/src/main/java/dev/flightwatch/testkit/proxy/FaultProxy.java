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
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A TCP way to a server on this host, at a port of its own on the loopback interface, on which
 * faults are switched while it runs. A fault lasts until another one takes its place or until
 * {@link #restore()}.
 *
 * <p>Any thread may use it; the futures complete when the fault is in force. Like every server of a
 * Vert.x instance, it ends with it.
 */
public final class FaultProxy {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int LISTEN_ATTEMPTS = 40;
  private static final int LISTEN_PAUSE_MILLIS = 50;

  private final Vertx vertx;
  private final Context context;
  private final NetClient client;
  private final int serverPort;
  private final Set<ProxiedConnection> lines = new LinkedHashSet<>();
  private NetServer listener;
  private volatile int port;
  private boolean stalled;
  private long delayMillis;
  private Predicate<Buffer> losing = chunk -> false;
  private Promise<Void> lost = Promise.promise();

  /**
   * @param serverPort where the server listens
   */
  public FaultProxy(Vertx vertx, int serverPort) {
    this.vertx = requireNonNull(vertx);
    this.context = vertx.getOrCreateContext();
    this.client = vertx.createNetClient();
    this.serverPort = serverPort;
  }

  /** A way to the server of a URL, whose host is this one. */
  public static FaultProxy before(Vertx vertx, String url) {
    return new FaultProxy(vertx, URI.create(url).getPort());
  }

  /** Opens the way. */
  public Future<FaultProxy> listen() {
    return restore().map(this);
  }

  /** Where callers come in; the same for its whole life. */
  public int port() {
    return port;
  }

  /** The URL of the server by way of this proxy. */
  public String url(String serverUrl) {
    return serverUrl.replace(":" + serverPort, ":" + port);
  }

  /** How many callers are connected to the server. */
  public Future<Integer> connections() {
    return here(() -> Future.succeededFuture(lines.size()));
  }

  /** Connections are reset, and new ones refused. */
  public Future<Void> cut() {
    return here(
        () -> {
          NetServer closing = listener;
          listener = null;
          List.copyOf(lines).forEach(ProxiedConnection::reset);
          return closing == null ? Future.succeededFuture() : closing.close();
        });
  }

  /** Connections stay open and new ones are accepted, but nothing passes either way. */
  public Future<Void> stall() {
    return passing(
        () -> {
          stalled = true;
          lines.forEach(ProxiedConnection::stall);
        });
  }

  /** Whatever passes waits first, chunk by chunk, in both directions. */
  public Future<Void> slow(Duration perChunk) {
    return passing(() -> delayMillis = perChunk.toMillis());
  }

  /** Nothing passes any more on the connections there are, and nobody is told; new ones work. */
  public Future<Void> loseConnections() {
    return passing(
        () -> {
          lines.forEach(ProxiedConnection::stall);
          lines.clear();
        });
  }

  /**
   * The next request that matches reaches the server, its answer never comes back, and then its
   * connection is reset.
   *
   * @param request told each chunk that callers send, until it says yes once
   * @return completes when an answer is lost
   */
  public Future<Void> loseAnswerTo(Predicate<Buffer> request) {
    Promise<Void> promise = Promise.promise();
    return passing(
            () -> {
              losing = request;
              lost = promise;
            })
        .compose(v -> promise.future());
  }

  /** All goes through again, what was held up first. */
  public Future<Void> restore() {
    return passing(() -> lines.forEach(ProxiedConnection::goOn));
  }

  /** Takes the place of the fault there was, on a way that is open. */
  private Future<Void> passing(Runnable fault) {
    return here(
        () ->
            open()
                .onSuccess(
                    v -> {
                      stalled = false;
                      delayMillis = 0;
                      losing = chunk -> false;
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

  /** Tried again, since a port that was just closed can be taken for a moment longer. */
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

  private <T> Future<T> here(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(v -> work.get().onComplete(promise));
    return promise.future();
  }

  private void accept(NetSocket caller) {
    caller.pause();
    client
        .connect(serverPort, LOOPBACK)
        .onFailure(away -> caller.close())
        .onSuccess(
            server -> {
              ProxiedConnection line = new ProxiedConnection(context, this, caller, server);
              lines.add(line);
              if (!stalled) {
                line.goOn();
              }
            });
  }

  boolean losesAnswerTo(Buffer request) {
    boolean loses = losing.test(request);
    if (loses) {
      losing = chunk -> false;
    }
    return loses;
  }

  void answerIsLost() {
    lost.tryComplete();
  }

  long delayMillis() {
    return delayMillis;
  }

  void ended(ProxiedConnection line) {
    lines.remove(line);
  }
}
