package dev.flightwatch.datacollector.mongo;

import io.vertx.core.Future;
import io.vertx.core.streams.ReadStream;
import java.util.List;
import java.util.stream.Collectors;

final class Streams {
  private Streams() {}

  /** All items of a stream that is known to be short. */
  static <T> Future<List<T>> toList(ReadStream<T> stream) {
    return stream.collect(Collectors.toList());
  }
}
