package dev.flightwatch.datacollector.opensky;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * The result of reading an airport's flights.
 *
 * @param flights OpenSky's objects in OpenSky's order, with unknown fields, callsigns trimmed and
 *     null when blank; empty when the source was not read
 * @param reason why the source was not read, without secrets; null when it was read
 */
public record ReadResult(List<JsonObject> flights, String reason) {

  public static ReadResult read(List<JsonObject> flights) {
    return new ReadResult(flights, null);
  }

  public static ReadResult notRead(String reason) {
    return new ReadResult(List.of(), reason);
  }

  /** Returns whether the source was read; no flights are a valid result. */
  public boolean isRead() {
    return reason == null;
  }
}
