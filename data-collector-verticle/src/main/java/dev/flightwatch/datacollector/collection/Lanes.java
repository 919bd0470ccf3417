package dev.flightwatch.datacollector.collection;

import io.vertx.core.Future;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Does something for each of many, a bounded number at a time. For one event loop. */
final class Lanes {
  private Lanes() {}

  /** Completes when all are done. {@code work} must not fail: one failure stops its lane. */
  static <T> Future<Void> forEach(List<T> items, int lanes, Function<T, Future<Void>> work) {
    Iterator<T> rest = items.iterator();
    return Future.all(
            IntStream.range(0, Math.min(lanes, items.size()))
                .mapToObj(lane -> next(rest, work))
                .toList())
        .mapEmpty();
  }

  private static <T> Future<Void> next(Iterator<T> rest, Function<T, Future<Void>> work) {
    return rest.hasNext()
        ? work.apply(rest.next()).compose(v -> next(rest, work))
        : Future.succeededFuture();
  }
}
