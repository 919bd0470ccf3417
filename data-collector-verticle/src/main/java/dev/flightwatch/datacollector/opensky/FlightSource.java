package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import java.util.Optional;

/** Where departures come from. */
public interface FlightSource {

  /**
   * Reads the departures of one airport in a window, within the query's time limit. Real flights
   * only: what stands in for a reading that failed is the caller's business.
   *
   * @return what came of it, completed in the caller's context. Failures of the source are readings
   *     too; the future itself fails only on a defect
   */
  Future<Reading> departures(DepartureQuery query);

  /** What questions may still cost today; empty when they cost nothing. Safe for any thread. */
  default Optional<CreditBalance> balance() {
    return Optional.empty();
  }
}
