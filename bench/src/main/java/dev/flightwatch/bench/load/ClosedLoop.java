package dev.flightwatch.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Clients that send the next request as soon as they receive a response. */
final class ClosedLoop extends LoadLoop {

  ClosedLoop(LoadTarget target, int count) {
    super(target, count);
  }

  /**
   * Starts the clients. Responses after the end are awaited, but not counted.
   *
   * @param end a time of {@link System#nanoTime()}
   */
  Future<LatencyCounts> run(long end) {
    Promise<LatencyCounts> done = Promise.promise();
    context.runOnContext(
        v -> {
          LatencyCounts counts = newCounts();
          Future.all(clients().stream().map(client -> run(client, end, counts)).toList())
              .<LatencyCounts>map(counts)
              .onComplete(done);
        });
    return done.future();
  }

  private static Future<Void> run(LoadClient client, long end, LatencyCounts counts) {
    Promise<Void> ended = Promise.promise();
    send(client, end, counts, ended);
    return ended.future();
  }

  private static void send(LoadClient client, long end, LatencyCounts counts, Promise<Void> ended) {
    long begin = System.nanoTime();
    if (begin - end >= 0) {
      ended.complete();
      return;
    }
    client
        .send()
        .onComplete(
            status -> {
              long now = System.nanoTime();
              if (now - end < 0) {
                counts.add(status, now - begin);
              }
              send(client, end, counts, ended);
            },
            ended::fail);
  }
}
