package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;

/** A source of real flights. */
public interface FlightSource extends OpenSkySource {
  /**
   * Reads the departures or the arrivals of one airport in a window, within the query's time limit.
   *
   * @return completes on the caller's context; failures of the source are results too, and the
   *     future fails only because of a defect
   */
  Future<ReadResult> flights(FlightQuery query);
}
