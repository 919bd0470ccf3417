package dev.flightwatch.bench.load;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Unary gRPC calls, those of an event loop over one connection, on plain sockets: Vert.x's gRPC
 * client costs several times what its server does, and would be what is measured.
 *
 * @param path the method, such as {@code /UserManager/CheckUser}
 * @param messages gives the bytes of each next request; called on several event loops
 */
public record GrpcLanes(int port, String path, Supplier<byte[]> messages) implements Lanes {
  private static final String HOST = "127.0.0.1";
  private static final NetClientOptions OPTIONS =
      new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(5_000);

  public GrpcLanes {
    requireNonNull(path);
    requireNonNull(messages);
  }

  @Override
  public Future<List<Lane>> open(Vertx vertx, int count) {
    return vertx
        .createNetClient(OPTIONS)
        .connect(port, HOST)
        .map(socket -> new GrpcConnection(socket, HOST + ":" + port, path))
        .map(connection -> IntStream.range(0, count).mapToObj(i -> lane(connection)).toList());
  }

  private Lane lane(GrpcConnection connection) {
    return new Lane() {
      @Override
      public Future<Integer> ask() {
        return connection.call(messages.get());
      }

      @Override
      public Future<Void> close() {
        return connection.close();
      }
    };
  }

  @Override
  public int expected() {
    return GrpcConnection.ANSWERED;
  }
}
