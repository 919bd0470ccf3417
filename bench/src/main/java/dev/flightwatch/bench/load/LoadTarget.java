package dev.flightwatch.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** The server under load, and the requests that are sent to it. */
public interface LoadTarget {

  /** Opens clients on the current event loop. */
  Future<List<LoadClient>> open(Vertx vertx, int count);

  /** Returns the status that each response must have. */
  int expectedStatus();
}
