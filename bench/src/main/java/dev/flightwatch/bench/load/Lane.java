package dev.flightwatch.bench.load;

import io.vertx.core.Future;

/** Asks one thing after another; the next only when the last one is answered. */
interface Lane {

  /** Asks once; gives the answer's status, or fails when none came. */
  Future<Integer> ask();

  Future<Void> close();
}
