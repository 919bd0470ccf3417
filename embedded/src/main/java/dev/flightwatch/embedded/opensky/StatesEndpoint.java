package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** The operation {@code /api/states/all}: the aircraft on their flights now. */
record StatesEndpoint(OpenSkyEmulator emulator) {
  EmulatorResponse all(HttpServerRequest request) {
    emulator.tokens().authenticate(request);
    BoundingBox box = BoundingBox.of(request);
    int remaining = emulator.credits().charge(Credits.Bucket.STATES, box.credits());
    Instant now = emulator.now();
    List<JsonArray> states =
        emulator
            .traffic()
            .underway(now)
            .flatMap(flight -> StateVector.of(flight, now.getEpochSecond()).stream())
            .filter(box::contains)
            .toList();
    JsonObject body =
        new JsonObject()
            .put("time", now.getEpochSecond())
            .put("states", states.isEmpty() ? null : new JsonArray(states));
    return EmulatorResponse.json(200, body).with(EmulatorResponse.REMAINING, remaining);
  }
}
