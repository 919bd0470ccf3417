package dev.flightwatch.datacollector.flights;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;

/**
 * One departure. Its natural key is OpenSky's: the aircraft and when it was first seen.
 *
 * @param icao24 the aircraft's transponder address, lower hex
 * @param firstSeen Unix seconds
 * @param source where it comes from
 * @param data OpenSky's own object, its fields in OpenSky's order
 */
public record Flight(String icao24, long firstSeen, Source source, JsonObject data) {
  public Flight {
    requireNonNull(icao24);
    requireNonNull(source);
    requireNonNull(data);
  }

  /** A flight out of OpenSky's object, which has been checked to have its key. */
  public static Flight of(JsonObject data, Source source) {
    return new Flight(data.getString("icao24"), data.getLong("firstSeen"), source, data);
  }

  /** The key by which a flight that is seen in many polls is one flight. */
  public String id() {
    return icao24 + ":" + firstSeen;
  }

  /** The flight as it is answered: OpenSky's object and, last, the source. */
  public JsonObject answer() {
    return data.copy().put("source", source.label());
  }
}
