package dev.flightwatch.datacollector.flights;

import io.vertx.core.json.JsonObject;

/**
 * One flight. Its natural key is that of OpenSky: the aircraft and the time at which it was first
 * seen.
 *
 * @param icao24 transponder address of the aircraft, six lower-case hex digits
 * @param firstSeen Unix seconds
 * @param source origin of the flight
 * @param data OpenSky's object, its fields in OpenSky's order; not modified
 */
public record Flight(String icao24, long firstSeen, Source source, JsonObject data) {
  /** Creates a flight from OpenSky's object, which must have the fields of the key. */
  public static Flight of(JsonObject data, Source source) {
    return new Flight(data.getString("icao24"), data.getLong("firstSeen"), source, data);
  }

  /** Returns the natural key. The same flight in several reads has the same key. */
  public String id() {
    return icao24 + ":" + firstSeen;
  }
}
