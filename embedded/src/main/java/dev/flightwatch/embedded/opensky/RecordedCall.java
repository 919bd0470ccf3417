package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * One call the emulator got.
 *
 * @param airport as asked; null when not asked, so for begin and end
 * @param status what it was answered; 0 when the connection was dropped
 * @param fault what went wrong with it on purpose; null when it was answered as OpenSky would
 */
public record RecordedCall(
    Instant time,
    String path,
    String airport,
    String begin,
    String end,
    int status,
    Fault.Kind fault) {

  static RecordedCall of(Instant time, HttpServerRequest request, int status, Fault.Kind fault) {
    return new RecordedCall(
        time,
        request.path(),
        request.getParam("airport"),
        request.getParam("begin"),
        request.getParam("end"),
        status,
        fault);
  }

  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("time", time)
            .put("path", path)
            .put("airport", airport)
            .put("begin", begin)
            .put("end", end)
            .put("status", status);
    return fault == null ? json : json.put("fault", FaultJson.name(fault));
  }
}
