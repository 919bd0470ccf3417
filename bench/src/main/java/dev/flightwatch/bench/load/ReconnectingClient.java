package dev.flightwatch.bench.load;

import io.vertx.core.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * A client of a server that may close a connection after a response. It connects again, and counts
 * that. A connection that is closed before its first response, or within one, is a failure.
 */
final class ReconnectingClient implements LoadClient {
  private final Supplier<Future<HttpLoadClient>> connect;
  private final LongAdder reconnections;
  private HttpLoadClient current;

  ReconnectingClient(
      HttpLoadClient first, Supplier<Future<HttpLoadClient>> connect, LongAdder reconnections) {
    this.current = first;
    this.connect = connect;
    this.reconnections = reconnections;
  }

  @Override
  public Future<Integer> send() {
    HttpLoadClient sending = current;
    if (!sending.isReusable()) {
      return reconnectAndSend();
    }
    // The server may close an idle connection at the moment at which the request is sent.
    return sending
        .send()
        .recover(
            failure -> sending.isUnanswered() ? reconnectAndSend() : Future.failedFuture(failure));
  }

  private Future<Integer> reconnectAndSend() {
    reconnections.increment();
    current.close();
    return connect
        .get()
        .compose(
            opened -> {
              current = opened;
              return opened.send();
            });
  }

  @Override
  public Future<Void> close() {
    return current.close();
  }
}
