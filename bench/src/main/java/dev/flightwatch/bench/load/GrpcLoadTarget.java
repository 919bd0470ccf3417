package dev.flightwatch.bench.load;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Unary gRPC calls over plain sockets, with one connection per event loop. The Vert.x gRPC client
 * uses several times the CPU time of its server, so it would be the bottleneck.
 *
 * @param path the method, such as {@code /UserManager/CheckUser}
 * @param messages returns the bytes of the next request; called by several event loops
 */
public record GrpcLoadTarget(int port, String path, Supplier<byte[]> messages)
    implements LoadTarget {
  private static final String HOST = "127.0.0.1";
  private static final NetClientOptions OPTIONS =
      new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(5_000);

  public GrpcLoadTarget {
    requireNonNull(path);
    requireNonNull(messages);
  }

  @Override
  public Future<List<LoadClient>> open(Vertx vertx, int count) {
    return vertx
        .createNetClient(OPTIONS)
        .connect(port, HOST)
        .map(socket -> new GrpcConnection(socket, HOST + ":" + port, path))
        .map(connection -> IntStream.range(0, count).mapToObj(i -> client(connection)).toList());
  }

  private LoadClient client(GrpcConnection connection) {
    return new LoadClient() {
      @Override
      public Future<Integer> send() {
        return connection.call(messages.get());
      }

      @Override
      public Future<Void> close() {
        return connection.close();
      }
    };
  }

  @Override
  public int expectedStatus() {
    return GrpcConnection.OK;
  }
}
