package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A stage of a call to OpenSky for departures; stages wrap each other. */
interface Departures {
  /** Returns the rows of the response. Fails with an {@link OpenSkyException}. */
  Future<List<JsonObject>> fetch(DepartureQuery query);
}
