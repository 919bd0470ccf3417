package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import java.time.Duration;

/** A source of real positions of aircraft. */
public interface AircraftSource extends OpenSkySource {
  /**
   * Reads the aircraft in an area, within a time limit.
   *
   * @return completes on the caller's context; failures of the source are results too, and the
   *     future fails only because of a defect
   */
  Future<AircraftReading> aircraft(Area area, Duration timeLimit);
}
