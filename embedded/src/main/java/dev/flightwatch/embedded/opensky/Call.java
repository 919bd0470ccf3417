package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * One call the emulator got.
 *
 * @param airport as asked; null when not asked, so for begin and end
 * @param status what it was answered; 0 when the connection was dropped
 */
public record Call(
    Instant time, String path, String airport, String begin, String end, int status) {

  static Call of(Instant time, HttpServerRequest request, int status) {
    return new Call(
        time,
        request.path(),
        request.getParam("airport"),
        request.getParam("begin"),
        request.getParam("end"),
        status);
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("time", time)
        .put("path", path)
        .put("airport", airport)
        .put("begin", begin)
        .put("end", end)
        .put("status", status);
  }
}
