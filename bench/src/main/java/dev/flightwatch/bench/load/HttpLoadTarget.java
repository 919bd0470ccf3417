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
 * HTTP/1.1 requests over plain sockets, with one connection per client and without pipelining. The
 * Vert.x HTTP client uses as much CPU time as the measured servers.
 *
 * @param requests returns the bytes of the next request; called by several event loops
 * @param expectedStatus the status that each response must have
 */
public record HttpLoadTarget(int port, Supplier<Buffer> requests, int expectedStatus)
    implements LoadTarget {
  private static final String HOST = "127.0.0.1";
  private static final NetClientOptions OPTIONS =
      new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(5_000);

  public HttpLoadTarget {
    requireNonNull(requests);
  }

  @Override
  public Future<List<LoadClient>> open(Vertx vertx, int count) {
    NetClient client = vertx.createNetClient(OPTIONS);
    List<Future<HttpLoadClient>> opened =
        IntStream.range(0, count)
            .mapToObj(i -> client.connect(port, HOST).map(s -> new HttpLoadClient(s, requests)))
            .toList();
    return Future.all(opened).map(all -> opened.stream().<LoadClient>map(Future::result).toList());
  }

  private static final class HttpLoadClient implements LoadClient {
    private final NetSocket socket;
    private final Supplier<Buffer> requests;
    private final ResponseReader reader = new ResponseReader();
    private Promise<Integer> response = Promise.promise();

    HttpLoadClient(NetSocket socket, Supplier<Buffer> requests) {
      this.socket = socket;
      this.requests = requests;
      socket.handler(this::read);
      socket.exceptionHandler(failure -> response.tryFail(failure));
      socket.closeHandler(v -> response.tryFail("the server closed the connection"));
    }

    @Override
    public Future<Integer> send() {
      response = Promise.promise();
      socket.write(requests.get()).onFailure(response::tryFail);
      return response.future();
    }

    private void read(Buffer part) {
      try {
        if (reader.read(part)) {
          response.complete(reader.status());
        }
      } catch (IllegalStateException unreadable) {
        response.tryFail(unreadable);
      }
    }

    @Override
    public Future<Void> close() {
      return socket.close();
    }
  }
}
