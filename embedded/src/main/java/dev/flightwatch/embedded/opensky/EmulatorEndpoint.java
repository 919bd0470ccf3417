package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;

/** One operation of OpenSky, without faults. */
@FunctionalInterface
interface EmulatorEndpoint {

  /**
   * Returns the response.
   *
   * @throws CallRejectedException if the call is rejected
   */
  EmulatorResponse respond(HttpServerRequest request);
}
