package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A call that the emulator received.
 *
 * @param airport the query parameter, null if it is missing; the same for begin and end
 * @param status the status of the response; 0 if the connection was closed without one
 * @param fault the fault that was injected; null for none
 */
public record RecordedCall(
    Instant time,
    String path,
    String airport,
    String begin,
    String end,
    int status,
    FaultKind fault) {

  static RecordedCall of(Instant time, HttpServerRequest request, int status, FaultKind fault) {
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
    return new JsonObject()
        .put("time", time)
        .put("path", path)
        .put("airport", airport)
        .put("begin", begin)
        .put("end", end)
        .put("status", status)
        .put("fault", fault == null ? null : Fault.name(fault));
  }
}
