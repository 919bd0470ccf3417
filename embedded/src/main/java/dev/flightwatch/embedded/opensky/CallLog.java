package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Counts the calls and keeps the latest. Safe for use by any thread. */
public final class CallLog {

  /** The status of a call whose connection was dropped. */
  public static final int NO_STATUS = 0;

  private static final int KEPT = 1_000;

  private final Deque<RecordedCall> recent = new ArrayDeque<>();
  private final CallCounts byPath = new CallCounts();
  private final CallCounts byAirport = new CallCounts();

  CallLog() {}

  /** The latest 1,000 calls, the oldest of them first. */
  public synchronized List<RecordedCall> recent() {
    return List.copyOf(recent);
  }

  /** How many calls were about an airport, whatever they were answered. */
  public synchronized long about(String airport) {
    return byAirport.count(airport);
  }

  /** How many calls about an airport were answered with a status. */
  public synchronized long about(String airport, int status) {
    return byAirport.count(airport, status);
  }

  /** How many times a token was asked for. */
  public synchronized long tokenRequests() {
    return byPath.count(TokenEndpoint.PATH);
  }

  /** How many calls there were, those for a token included. */
  public synchronized long total() {
    return byPath.total();
  }

  synchronized void record(RecordedCall call) {
    if (recent.size() == KEPT) {
      recent.removeFirst();
    }
    recent.addLast(call);
    byPath.add(call.path(), call.status());
    if (call.airport() != null) {
      byAirport.add(call.airport(), call.status());
    }
  }

  synchronized JsonObject toJson() {
    return new JsonObject()
        .put("total", total())
        .put("token_requests", tokenRequests())
        .put("by_path", byPath.toJson())
        .put("by_airport", byAirport.toJson())
        .put("recent", new JsonArray(recent.stream().map(RecordedCall::toJson).toList()));
  }
}
