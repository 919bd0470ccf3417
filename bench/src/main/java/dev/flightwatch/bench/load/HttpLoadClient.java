package dev.flightwatch.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.function.Supplier;

/** Sends requests over one connection. Confined to the event loop of the connection. */
final class HttpLoadClient implements LoadClient {
  private final NetSocket socket;
  private final Supplier<Buffer> requests;
  private final ResponseReader reader = new ResponseReader();
  private Promise<Integer> response = Promise.promise();
  private boolean isOpen = true;

  HttpLoadClient(NetSocket socket, Supplier<Buffer> requests) {
    this.socket = socket;
    this.requests = requests;
    socket.handler(this::read);
    socket.exceptionHandler(failure -> response.tryFail(failure));
    socket.closeHandler(v -> closed());
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

  private void closed() {
    isOpen = false;
    if (reader.endsWithConnection()) {
      response.tryComplete(reader.status());
    } else {
      response.tryFail("the server closed the connection");
    }
  }

  /** Returns whether the server accepts another request on this connection. */
  boolean isReusable() {
    return isOpen && !reader.isLast();
  }

  /** Returns whether no part of a response was read since the last complete one. */
  boolean isUnanswered() {
    return reader.isBetweenResponses();
  }

  @Override
  public Future<Void> close() {
    return socket.close();
  }
}
