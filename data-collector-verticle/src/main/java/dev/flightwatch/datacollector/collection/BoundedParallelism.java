package dev.flightwatch.datacollector.collection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Runs work for each item of a list, a bounded number of items concurrently. Belongs to one event
 * loop.
 *
 * <p>Each worker is a loop and not a chain of futures: completing a long chain overflows the stack.
 */
final class BoundedParallelism<T> {
  private final Iterator<T> remaining;
  private final Function<T, Future<Void>> work;

  private BoundedParallelism(Iterator<T> remaining, Function<T, Future<Void>> work) {
    this.remaining = remaining;
    this.work = work;
  }

  /**
   * Completes when the work for all items has completed.
   *
   * @param limit number of items processed concurrently
   * @param work its failures are ignored
   */
  static <T> Future<Void> forEach(List<T> items, int limit, Function<T, Future<Void>> work) {
    BoundedParallelism<T> loop = new BoundedParallelism<>(items.iterator(), work);
    return Future.all(
            IntStream.range(0, Math.min(limit, items.size()))
                .mapToObj(worker -> loop.run(Promise.promise()))
                .toList())
        .mapEmpty();
  }

  private Future<Void> run(Promise<Void> end) {
    while (remaining.hasNext()) {
      Future<Void> done = work.apply(remaining.next());
      if (!done.isComplete()) {
        done.onComplete(result -> run(end));
        return end.future();
      }
    }
    end.complete();
    return end.future();
  }
}
