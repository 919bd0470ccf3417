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
 * A client and the one connection it keeps to the peer. Vert.x's pool waits for ever for a peer
 * that takes the connection and says nothing, and has no way to let go of it: so a line that is
 * stuck is cut as a whole, client and all, and the channel opens another.
 */
final class PeerConnection {
  private static final int LAST_CALLS_SECONDS = 60;

  private final GrpcChannelOptions options;
  private final HttpClientAgent agent;
  private final GrpcClient client;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile HttpConnection connection;
  private volatile long heardAtNanos;
  private volatile boolean answered;
  private volatile boolean aborted;

  /** Opens a line with the context's life for its own. */
  PeerConnection(ContextInternal context, HttpClientOptions http, GrpcChannelOptions options) {
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
   * Opens a line whose life is its own, and not that of the verticle that happens to call when a
   * new one is needed.
   */
  static PeerConnection open(
      ContextInternal home, HttpClientOptions http, GrpcChannelOptions options) {
    ContextInternal own = home.toBuilder().withCloseFuture(new CloseFuture()).build();
    PeerConnection[] line = new PeerConnection[1];
    own.dispatch(() -> line[0] = new PeerConnection(own, http, options));
    return line[0];
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
    heard();
    answered = false;
    connection = connected;
    connected.closeHandler(closed -> disconnected(connected));
  }

  /** A connection that the peer has said goodbye to may close after the next one is made. */
  private synchronized void disconnected(HttpConnection closed) {
    if (connection == closed) {
      connection = null;
    }
  }

  /** Notes that the peer has shown life. */
  void heard() {
    heardAtNanos = System.nanoTime();
  }

  /** Notes that the peer has answered a call. */
  void answered() {
    heard();
    answered = true;
  }

  /** Whether the peer has answered a call on this connection. */
  boolean hasAnswered() {
    return answered;
  }

  boolean isAborted() {
    return aborted;
  }

  /**
   * A request on the connection, which is made first where there is none. Fails when the peer has
   * not greeted within the connect timeout.
   */
  <Q, A> Future<GrpcClientRequest<Q, A>> request(ServiceMethod<A, Q> method, long leftMillis) {
    Future<GrpcClientRequest<Q, A>> request = client.request(method);
    return request
        .timeout(Math.min(leftMillis, options.connectTimeout().toMillis()), TimeUnit.MILLISECONDS)
        .onFailure(
            failure -> {
              if (failure instanceof TimeoutException) {
                gaveUp(request);
              }
            });
  }

  /** Without a connection the line is stuck; with one, the request waits for its turn on it. */
  private void gaveUp(Future<? extends GrpcClientRequest<?, ?>> request) {
    if (connection == null) {
      abort();
    }
    // Only a stream that was begun gives its place on the connection back; no message, no call.
    request.onSuccess(
        late -> {
          late.end();
          late.cancel();
        });
  }

  /** Asks a peer that says nothing whether it lives, and cuts the line when it does not answer. */
  void check() {
    HttpConnection suspect = connection;
    boolean silent = System.nanoTime() - heardAtNanos >= options.pingAfter().toNanos();
    if (suspect == null || aborted || !silent || !asked.compareAndSet(false, true)) {
      return;
    }
    suspect
        .ping(Buffer.buffer(new byte[Long.BYTES]))
        .timeout(options.pingTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(pong -> heard())
        .onFailure(silence -> abort())
        .onComplete(done -> asked.set(false));
  }

  /** Ends the line when its calls have ended, which takes no others. */
  Future<Void> retire() {
    return agent.shutdown(LAST_CALLS_SECONDS, TimeUnit.SECONDS);
  }

  /** Ends the line: its calls in flight fail at once, and may go on over the next one. */
  Future<Void> abort() {
    aborted = true;
    return agent.shutdown(0, TimeUnit.MILLISECONDS);
  }
}
