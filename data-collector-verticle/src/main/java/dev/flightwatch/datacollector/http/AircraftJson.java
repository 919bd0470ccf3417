package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.aircraft.AirportAircraft;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.opensky.AircraftState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The JSON of the aircraft around an airport. What is not known is null. */
final class AircraftJson {
  private AircraftJson() {}

  static JsonObject of(AirportAircraft found, DataOrigin origin) {
    JsonObject json = JsonObject.of("airport", found.airport().value());
    return FlightJson.putSource(json, found.source().orElse(null), origin)
        .put("at", found.at().map(Instant::toString).orElse(null))
        .put("aircraft", new JsonArray(found.aircraft().stream().map(AircraftJson::of).toList()));
  }

  private static JsonObject of(AircraftState state) {
    return new JsonObject()
        .put("icao24", state.icao24())
        .put("callsign", state.callsign())
        .put("latitude", state.latitude())
        .put("longitude", state.longitude())
        .put("altitude_m", state.altitude())
        .put("velocity_ms", state.velocity())
        .put("heading", state.heading())
        .put("on_ground", state.onGround())
        .put("at", state.at().toString());
  }
}
