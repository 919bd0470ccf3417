package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The operations under {@code /api/flights}. They share one credit bucket. */
record FlightsEndpoint(OpenSkyEmulator emulator) {
  private interface FlightQuery {
    List<JsonObject> run(String airport, long begin, long end, Instant now);
  }

  EmulatorResponse departures(HttpServerRequest request) {
    return respond(request, emulator.traffic()::departures);
  }

  EmulatorResponse arrivals(HttpServerRequest request) {
    return respond(request, emulator.traffic()::arrivals);
  }

  private EmulatorResponse respond(HttpServerRequest request, FlightQuery query) {
    emulator.tokens().authenticate(request);
    String airport = QueryParameters.required(request, "airport", Function.identity());
    Interval interval = Interval.of(request);
    Instant now = emulator.now();
    int cost = interval.isLive(now) ? Credits.LIVE_COST : Credits.HISTORY_COST;
    int remaining = emulator.credits().charge(Credits.Bucket.FLIGHTS, cost);
    List<JsonObject> flights = query.run(airport, interval.begin(), interval.end(), now);
    return flights.isEmpty()
        ? EmulatorResponse.empty(404)
        : EmulatorResponse.json(200, new JsonArray(flights))
            .with(EmulatorResponse.REMAINING, remaining);
  }
}
