package dev.flightwatch.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;

/** Clients that send requests when they are due. A request without a free client waits for one. */
final class OpenLoop extends LoadLoop {
  private final Promise<LatencyCounts> done = Promise.promise();
  private final Queue<LoadClient> free = new ArrayDeque<>();
  private final Queue<Long> waiting = new ArrayDeque<>();
  private LatencyCounts counts;
  private long pending;
  private boolean ended;

  OpenLoop(LoadTarget target, int count) {
    super(target, count);
  }

  @Override
  public Future<?> start() {
    counts = newCounts();
    return super.start().onSuccess(v -> free.addAll(clients()));
  }

  /**
   * Sends a request.
   *
   * @param at when it is due, a time of {@link System#nanoTime()}
   */
  void send(long at) {
    context.runOnContext(
        v -> {
          pending++;
          LoadClient client = free.poll();
          if (client == null) {
            waiting.add(at);
          } else {
            send(client, at);
          }
        });
  }

  /** Ends the load. Completes after the last response. */
  Future<LatencyCounts> end() {
    context.runOnContext(
        v -> {
          ended = true;
          completeWhenDone();
        });
    return done.future();
  }

  private void send(LoadClient client, long at) {
    client.send().onComplete(status -> received(client, at, status), done::tryFail);
  }

  private void received(LoadClient client, long at, int status) {
    counts.add(status, System.nanoTime() - at);
    pending--;
    Long next = waiting.poll();
    if (next == null) {
      free.add(client);
    } else {
      send(client, next);
    }
    completeWhenDone();
  }

  private void completeWhenDone() {
    if (ended && pending == 0) {
      done.tryComplete(counts);
    }
  }
}
