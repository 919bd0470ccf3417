package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;

/** One operation of OpenSky, which knows nothing of faults. */
@FunctionalInterface
interface EmulatorEndpoint {

  /**
   * Answers at once.
   *
   * @throws Refusal when the call is not served
   */
  EmulatorResponse answer(HttpServerRequest request);
}
