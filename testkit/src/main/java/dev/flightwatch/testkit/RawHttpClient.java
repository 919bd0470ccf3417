package dev.flightwatch.testkit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A TCP connection to an HTTP server, for requests that an HTTP client would not send. */
public final class RawHttpClient {
  private static final int STALLED_BUFFER_BYTES = 65_536;

  private final Vertx vertx;

  /** Vert.x closes the connections of a client that is no longer referenced. */
  private final NetClient client;

  private final NetSocket socket;
  private final Buffer received = Buffer.buffer();
  private final Promise<Void> closed = Promise.promise();
  private Predicate<String> awaited = text -> false;
  private Promise<String> arrived = Promise.promise();

  private RawHttpClient(Vertx vertx, NetClient client, NetSocket socket) {
    this.vertx = vertx;
    this.client = client;
    this.socket = socket;
    socket.handler(this::receive);
    socket.exceptionHandler(reset -> closed.tryComplete());
    socket.closeHandler(v -> closed.tryComplete());
  }

  public static RawHttpClient connect(Vertx vertx, int port) throws TimeoutException {
    return connect(vertx, URI.create("http://127.0.0.1:" + port));
  }

  /**
   * Connects to a server and reads nothing until {@link #resume}. The client's receive buffer has a
   * small fixed size, so the kernel takes few bytes of a response on every machine.
   */
  public static RawHttpClient connectStalled(Vertx vertx, int port) throws TimeoutException {
    NetClientOptions options = new NetClientOptions().setReceiveBufferSize(STALLED_BUFFER_BYTES);
    return connect(vertx, options, port, "127.0.0.1").pause();
  }

  /** Connects to a server; over TLS, with any certificate, when the scheme is {@code https}. */
  public static RawHttpClient connect(Vertx vertx, URI server) throws TimeoutException {
    boolean tls = server.getScheme().equals("https");
    NetClientOptions options = new NetClientOptions().setSsl(tls).setTrustAll(tls);
    int port = server.getPort() < 0 ? tls ? 443 : 80 : server.getPort();
    return connect(vertx, options.setHostnameVerificationAlgorithm(""), port, server.getHost());
  }

  private static RawHttpClient connect(Vertx vertx, NetClientOptions options, int port, String host)
      throws TimeoutException {
    NetClient client = vertx.createNetClient(options);
    return client
        .connect(port, host)
        .map(socket -> new RawHttpClient(vertx, client, socket))
        .await(30, TimeUnit.SECONDS);
  }

  public RawHttpClient send(String text) {
    socket.write(Buffer.buffer(text, StandardCharsets.ISO_8859_1.name()));
    return this;
  }

  /** Sends a text line by line, so that the server is likely to read each line alone. */
  public RawHttpClient sendLines(String text) {
    Future<?> sent = Future.succeededFuture();
    for (String line : text.split("(?<=\n)")) {
      sent = sent.eventually(() -> vertx.timer(2, TimeUnit.MILLISECONDS).map(v -> send(line)));
    }
    return this;
  }

  private RawHttpClient pause() {
    socket.pause();
    return this;
  }

  /** Continues to read. */
  public void resume() {
    socket.resume();
  }

  public void close() throws TimeoutException {
    socket.close().eventually(client::close).await(30, TimeUnit.SECONDS);
  }

  private synchronized void receive(Buffer bytes) {
    received.appendBuffer(bytes);
    check();
  }

  private void check() {
    String text = received.toString(StandardCharsets.ISO_8859_1);
    if (awaited.test(text)) {
      arrived.tryComplete(text);
    }
  }

  /** Waits for a text, and returns all text received until then. */
  public String awaitText(String part) throws TimeoutException {
    Future<String> future;
    synchronized (this) {
      awaited = text -> text.contains(part);
      arrived = Promise.promise();
      future = arrived.future();
      check();
    }
    return future.await(30, TimeUnit.SECONDS);
  }

  /** Waits for one of these texts, or for the end, and returns all text received until then. */
  public String awaitAny(String... parts) throws TimeoutException {
    Future<String> future;
    synchronized (this) {
      awaited = text -> Stream.of(parts).anyMatch(text::contains);
      arrived = Promise.promise();
      future = arrived.future();
      check();
    }
    Future.any(future, closed.future()).await(30, TimeUnit.SECONDS);
    synchronized (this) {
      return received.toString(StandardCharsets.ISO_8859_1);
    }
  }

  /** Waits until the server closes the connection, and returns all text received until then. */
  public String awaitClose() throws TimeoutException {
    closed.future().await(30, TimeUnit.SECONDS);
    synchronized (this) {
      return received.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
