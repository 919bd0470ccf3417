package dev.flightwatch.datacollector.opensky;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What came of asking a source.
 *
 * @param flights when read: OpenSky's own objects in OpenSky's order, unknown fields kept,
 *     callsigns trimmed and null when blank; empty when there were none, and when not read
 * @param reason when not read: why, in words that can be shown and logged; else null
 */
public record Reading(Outcome outcome, List<JsonObject> flights, String reason) {

  /** Whether the source answered. */
  public enum Outcome {
    /** It did, and no flight is an answer too. */
    READ,
    /** It failed, refused, asked for a pause, or was not asked. */
    NOT_READ
  }

  public Reading {
    flights = List.copyOf(flights);
  }

  public static Reading read(List<JsonObject> flights) {
    return new Reading(Outcome.READ, flights, null);
  }

  public static Reading notRead(String reason) {
    return new Reading(Outcome.NOT_READ, List.of(), reason);
  }

  public boolean isRead() {
    return outcome == Outcome.READ;
  }
}
