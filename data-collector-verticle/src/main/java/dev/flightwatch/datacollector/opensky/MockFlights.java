package dev.flightwatch.datacollector.opensky;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Flights that never were, in the shape of OpenSky's; whoever stores them marks them as mock. */
public interface MockFlights {

  /**
   * At least one departure of the airport, with firstSeen in the 110 minutes before the ten minutes
   * that {@code now} falls in began. The same question within the same ten minutes has the same
   * answer, in every process. No two different ones have the same icao24 and firstSeen, and no
   * aircraft has such an icao24.
   *
   * @param airport 3 to 4 of A-Z and 0-9
   * @return the latest firstSeen first, callsigns trimmed; the caller owns them
   */
  List<JsonObject> departures(String airport, Instant now);
}
