package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import java.util.Optional;

/** A source of real flights. */
public interface FlightSource {
  /**
   * Reads the departures or the arrivals of one airport in a window, within the query's time limit.
   *
   * @return completes on the caller's context; failures of the source are results too, and the
   *     future fails only because of a defect
   */
  Future<ReadResult> flights(FlightQuery query);

  /** Returns the credits left for today; empty when calls cost none. Safe for use by any thread. */
  default Optional<CreditBalance> balance() {
    return Optional.empty();
  }

  /** Returns a snapshot of the source's status. Safe for use by any thread. */
  OpenSkyStatus status();
}
