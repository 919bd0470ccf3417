package dev.flightwatch.bench.load;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * HTTP/1.1 requests over plain sockets, with one connection per client and without pipelining. The
 * Vert.x HTTP client uses as much CPU time as the measured servers.
 *
 * @param requests returns the bytes of the next request; called by several event loops
 * @param expectedStatus the status that each response must have
 * @param reconnections counts the connections that are opened because the server closed one; empty:
 *     the load fails when the server closes a connection
 */
public record HttpLoadTarget(
    SocketAddress server,
    Supplier<Buffer> requests,
    int expectedStatus,
    Optional<LongAdder> reconnections)
    implements LoadTarget {
  private static final String HOST = "127.0.0.1";
  private static final NetClientOptions OPTIONS =
      new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(5_000);

  public HttpLoadTarget {
    requireNonNull(server);
    requireNonNull(requests);
    requireNonNull(reconnections);
  }

  /** A server on this machine that keeps its connections open. */
  public HttpLoadTarget(int port, Supplier<Buffer> requests, int expectedStatus) {
    this(SocketAddress.inetSocketAddress(port, HOST), requests, expectedStatus, Optional.empty());
  }

  @Override
  public Future<List<LoadClient>> open(Vertx vertx, int count) {
    NetClient client = vertx.createNetClient(OPTIONS);
    List<Future<LoadClient>> opened =
        IntStream.range(0, count).mapToObj(i -> open(client)).toList();
    return Future.all(opened).map(all -> opened.stream().map(Future::result).toList());
  }

  private Future<LoadClient> open(NetClient client) {
    Supplier<Future<HttpLoadClient>> connect =
        () -> client.connect(server).map(socket -> new HttpLoadClient(socket, requests));
    return connect
        .get()
        .map(
            first ->
                reconnections
                    .<LoadClient>map(count -> new ReconnectingClient(first, connect, count))
                    .orElse(first));
  }
}
