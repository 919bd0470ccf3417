package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Asks OpenSky for departures. What can be read is a list; all else an OpenSkyException. */
interface Departures {

  Future<List<JsonObject>> fetch(DepartureQuery query);
}
