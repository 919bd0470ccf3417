package dev.flightwatch.datacollector.tasks;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs work for each item of a list, a bounded number of items concurrently. Belongs to one event
 * loop.
 *
 * <p>Each worker is a loop and not a chain of futures: completing a long chain overflows the stack.
 */
public final class BoundedParallelism {
  private BoundedParallelism() {}

  /**
   * Completes when the work for all items has completed.
   *
   * @param limit number of items processed concurrently
   * @param work its failures are ignored
   */
  public static <T> Future<Void> forEach(List<T> items, int limit, Function<T, Future<?>> work) {
    Iterator<T> remaining = items.iterator();
    return Future.all(
            Stream.generate(() -> run(remaining, work, Promise.promise())).limit(limit).toList())
        .mapEmpty();
  }

  private static <T> Future<Void> run(
      Iterator<T> remaining, Function<T, Future<?>> work, Promise<Void> end) {
    while (remaining.hasNext()) {
      Future<?> done = work.apply(remaining.next());
      if (!done.isComplete()) {
        done.onComplete(result -> run(remaining, work, end));
        return end.future();
      }
    }
    end.complete();
    return end.future();
  }
}
