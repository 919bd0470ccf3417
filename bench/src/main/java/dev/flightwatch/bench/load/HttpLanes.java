package dev.flightwatch.bench.load;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * HTTP/1.1 without pipelining, a connection a lane, over plain sockets: Vert.x's HTTP client costs
 * as much as the servers that are to be measured.
 *
 * @param requests gives the bytes of each next request; called on several event loops
 * @param expected the status that each answer must have
 */
public record HttpLanes(int port, Supplier<Buffer> requests, int expected) implements Lanes {
  private static final String HOST = "127.0.0.1";
  private static final NetClientOptions OPTIONS =
      new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(5_000);

  public HttpLanes {
    requireNonNull(requests);
  }

  @Override
  public Future<List<Lane>> open(Vertx vertx, int count) {
    NetClient client = vertx.createNetClient(OPTIONS);
    List<Future<HttpLane>> opened =
        IntStream.range(0, count)
            .mapToObj(i -> client.connect(port, HOST).map(s -> new HttpLane(s, requests)))
            .toList();
    return Future.all(opened).map(all -> opened.stream().<Lane>map(Future::result).toList());
  }

  private static final class HttpLane implements Lane {
    private final NetSocket socket;
    private final Supplier<Buffer> requests;
    private final ResponseReader reader = new ResponseReader();
    private Promise<Integer> asked = Promise.promise();

    HttpLane(NetSocket socket, Supplier<Buffer> requests) {
      this.socket = socket;
      this.requests = requests;
      socket.handler(this::read);
      socket.exceptionHandler(failure -> asked.tryFail(failure));
      socket.closeHandler(v -> asked.tryFail("the server closed the connection"));
    }

    @Override
    public Future<Integer> ask() {
      asked = Promise.promise();
      socket.write(requests.get()).onFailure(asked::tryFail);
      return asked.future();
    }

    private void read(Buffer part) {
      try {
        if (reader.read(part)) {
          asked.complete(reader.status());
        }
      } catch (IllegalStateException unreadable) {
        asked.tryFail(unreadable);
      }
    }

    @Override
    public Future<Void> close() {
      return socket.close();
    }
  }
}
