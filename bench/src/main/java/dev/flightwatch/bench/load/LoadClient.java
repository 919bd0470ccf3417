package dev.flightwatch.bench.load;

import io.vertx.core.Future;

/** Sends one request at a time: the next one only after the response to the last one. */
public interface LoadClient {

  /** Sends a request. Completes with the status of the response, or fails if there is none. */
  Future<Integer> send();

  Future<Void> close();
}
