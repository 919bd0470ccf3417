package dev.flightwatch.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;

/** Lanes that ask what is due; what finds none free waits for one. */
final class OpenLoop extends LoadLoop {
  private final Promise<LatencyCounts> done = Promise.promise();
  private final Queue<Lane> free = new ArrayDeque<>();
  private final Queue<Long> waiting = new ArrayDeque<>();
  private LatencyCounts tally;
  private long unanswered;
  private boolean ended;

  OpenLoop(Lanes opener, int count) {
    super(opener, count);
  }

  @Override
  public Future<?> start() {
    tally = newTally();
    return super.start().onSuccess(v -> free.addAll(lanes()));
  }

  /**
   * Asks once.
   *
   * @param at when that is due, as of {@link System#nanoTime()}
   */
  void due(long at) {
    context.runOnContext(
        v -> {
          unanswered++;
          Lane lane = free.poll();
          if (lane == null) {
            waiting.add(at);
          } else {
            ask(lane, at);
          }
        });
  }

  /** No more is due; gives all answers once the last one has come. */
  Future<LatencyCounts> end() {
    context.runOnContext(
        v -> {
          ended = true;
          completeWhenAnswered();
        });
    return done.future();
  }

  private void ask(Lane lane, long at) {
    lane.ask().onComplete(status -> answered(lane, at, status), done::tryFail);
  }

  private void answered(Lane lane, long at, int status) {
    tally.add(status, System.nanoTime() - at);
    unanswered--;
    Long next = waiting.poll();
    if (next == null) {
      free.add(lane);
    } else {
      ask(lane, next);
    }
    completeWhenAnswered();
  }

  private void completeWhenAnswered() {
    if (ended && unanswered == 0) {
      done.tryComplete(tally);
    }
  }
}
