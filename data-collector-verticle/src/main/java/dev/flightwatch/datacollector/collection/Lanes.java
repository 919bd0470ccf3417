package dev.flightwatch.datacollector.collection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Does something for each of many, a bounded number at a time. For one event loop.
 *
 * <p>A lane is a loop and not a chain of futures: a long chain overflows the stack when it
 * completes.
 */
final class Lanes<T> {
  private final Iterator<T> rest;
  private final Function<T, Future<Void>> work;

  private Lanes(Iterator<T> rest, Function<T, Future<Void>> work) {
    this.rest = rest;
    this.work = work;
  }

  /** Completes when all are done. {@code work} must not fail: a failure is passed over. */
  static <T> Future<Void> forEach(List<T> items, int lanes, Function<T, Future<Void>> work) {
    Lanes<T> all = new Lanes<>(items.iterator(), work);
    return Future.all(
            IntStream.range(0, Math.min(lanes, items.size()))
                .mapToObj(lane -> all.drain(Promise.promise()))
                .toList())
        .mapEmpty();
  }

  private Future<Void> drain(Promise<Void> end) {
    while (rest.hasNext()) {
      Future<Void> done = work.apply(rest.next());
      if (!done.isComplete()) {
        done.onComplete(result -> drain(end));
        return end.future();
      }
    }
    end.complete();
    return end.future();
  }
}
