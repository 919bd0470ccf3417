package dev.flightwatch.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Lanes that ask again as soon as they are answered. */
final class ClosedLoop extends LoadLoop {

  ClosedLoop(Lanes opener, int count) {
    super(opener, count);
  }

  /**
   * Begins on this loop; answers after the end are waited for, and not counted.
   *
   * @param end as of {@link System#nanoTime()}
   */
  Future<LatencyCounts> run(long end) {
    Promise<LatencyCounts> done = Promise.promise();
    context.runOnContext(
        v -> {
          LatencyCounts tally = newTally();
          Future.all(lanes().stream().map(lane -> run(lane, end, tally)).toList())
              .<LatencyCounts>map(tally)
              .onComplete(done);
        });
    return done.future();
  }

  private static Future<Void> run(Lane lane, long end, LatencyCounts tally) {
    Promise<Void> ended = Promise.promise();
    ask(lane, end, tally, ended);
    return ended.future();
  }

  private static void ask(Lane lane, long end, LatencyCounts tally, Promise<Void> ended) {
    long begin = System.nanoTime();
    if (begin - end >= 0) {
      ended.complete();
      return;
    }
    lane.ask()
        .onComplete(
            status -> {
              long now = System.nanoTime();
              if (now - end < 0) {
                tally.add(status, now - begin);
              }
              ask(lane, end, tally, ended);
            },
            ended::fail);
  }
}
