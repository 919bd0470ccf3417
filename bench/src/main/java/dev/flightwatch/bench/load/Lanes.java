package dev.flightwatch.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** Where and what a load asks. */
interface Lanes {

  /** Opens some lanes on the current event loop. */
  Future<List<Lane>> open(Vertx vertx, int count);

  /** The status that each answer must have. */
  int expected();
}
