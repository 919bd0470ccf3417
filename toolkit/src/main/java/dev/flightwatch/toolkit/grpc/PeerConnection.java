package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.tls.TlsCredentials;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.CloseFuture;
import io.vertx.core.internal.ContextInternal;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.common.ServiceMethod;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An HTTP/2 client with one connection to a peer. Vert.x's pool waits without a bound for a peer
 * that accepts the connection and sends nothing, and cannot abandon it. So a stuck connection is
 * aborted together with its client, and the channel opens another.
 */
final class PeerConnection {
  private static final int DRAIN_SECONDS = 60;

  private final GrpcChannelOptions options;
  private final HttpClientAgent agent;
  private final GrpcClient client;
  private final AtomicBoolean pinging = new AtomicBoolean();
  private volatile HttpConnection connection;
  private volatile long lastReceivedNanos;
  private volatile boolean responded;
  private volatile boolean aborted;

  private PeerConnection(
      ContextInternal context, HttpClientOptions http, GrpcChannelOptions options) {
    this.options = options;
    agent =
        context
            .owner()
            .httpClientBuilder()
            .with(http)
            .with(new PoolOptions().setHttp2MaxSize(1))
            .withConnectHandler(this::connected)
            .build();
    client = GrpcClient.client(context.owner(), agent);
  }

  /**
   * Creates a connection, which is established by its first call. It is not closed with the
   * verticle that happens to make that call.
   */
  static PeerConnection open(
      ContextInternal context, HttpClientOptions http, GrpcChannelOptions options) {
    ContextInternal own = context.toBuilder().withCloseFuture(new CloseFuture()).build();
    PeerConnection[] opened = new PeerConnection[1];
    own.dispatch(() -> opened[0] = new PeerConnection(own, http, options));
    return opened[0];
  }

  static HttpClientOptions http(String host, int port, GrpcChannelOptions options) {
    return new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false)
        .setHttp2KeepAliveTimeout(0)
        .setConnectTimeout((int) options.connectTimeout().toMillis())
        .setTcpKeepAlive(true)
        .setDefaultHost(host)
        .setDefaultPort(port);
  }

  static HttpClientOptions https(
      String host, int port, GrpcChannelOptions options, TlsCredentials credentials) {
    return credentials
        .applyTo(http(host, port, options))
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2));
  }

  private synchronized void connected(HttpConnection connected) {
    received();
    responded = false;
    connection = connected;
    connected.closeHandler(closed -> disconnected(connected));
  }

  /** A connection that the peer is shutting down may close after the next one is established. */
  private synchronized void disconnected(HttpConnection closed) {
    if (connection == closed) {
      connection = null;
    }
  }

  private void received() {
    lastReceivedNanos = System.nanoTime();
  }

  /** Records that the peer has responded to a call. */
  void responded() {
    received();
    responded = true;
  }

  /** Returns whether the peer has responded to a call on the current connection. */
  boolean hasResponded() {
    return responded;
  }

  boolean isAborted() {
    return aborted;
  }

  /**
   * Returns a request on the connection, which is established first if necessary. Fails when the
   * peer has not sent its settings within the connect timeout.
   */
  <Q, A> Future<GrpcClientRequest<Q, A>> request(ServiceMethod<A, Q> method, long leftMillis) {
    Future<GrpcClientRequest<Q, A>> request = client.request(method);
    return request
        .timeout(Math.min(leftMillis, options.connectTimeout().toMillis()), TimeUnit.MILLISECONDS)
        .onFailure(
            failure -> {
              if (failure instanceof TimeoutException) {
                abandon(request);
              }
            });
  }

  /** Without a connection it is stuck; otherwise the request was waiting for a stream on it. */
  private void abandon(Future<? extends GrpcClientRequest<?, ?>> request) {
    if (connection == null) {
      abort();
    }
    // Only a stream that was begun is returned to the connection. Without a message it is no call.
    request.onSuccess(
        late -> {
          late.end();
          late.cancel();
        });
  }

  /** Pings a peer from which nothing was received, and aborts if it does not respond. */
  void ping() {
    HttpConnection current = connection;
    boolean silent = System.nanoTime() - lastReceivedNanos >= options.pingAfter().toNanos();
    if (current == null || aborted || !silent || !pinging.compareAndSet(false, true)) {
      return;
    }
    current
        .ping(Buffer.buffer(new byte[Long.BYTES]))
        .timeout(options.pingTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(pong -> received())
        .onFailure(timeout -> abort())
        .onComplete(done -> pinging.set(false));
  }

  /** Closes the connection when its calls have ended; it takes no new ones. */
  Future<Void> drain() {
    return agent.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
  }

  /** Closes the connection: its calls fail at once, and may be retried on the next connection. */
  Future<Void> abort() {
    aborted = true;
    return agent.shutdown(0, TimeUnit.MILLISECONDS);
  }
}
