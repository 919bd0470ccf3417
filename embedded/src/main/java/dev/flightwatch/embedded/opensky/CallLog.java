package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Counts the calls and keeps the latest ones. Safe for use by any thread. */
public final class CallLog {

  /** The status of a call whose connection was closed without a response. */
  public static final int NO_STATUS = 0;

  private static final int MAX_RECENT = 1_000;

  private final Deque<RecordedCall> recent = new ArrayDeque<>();
  private final CallCounts byPath = new CallCounts();
  private final CallCounts byAirport = new CallCounts();

  CallLog() {}

  /** Returns the latest 1,000 calls, oldest first. */
  public synchronized List<RecordedCall> recent() {
    return List.copyOf(recent);
  }

  /** Returns the number of calls about an airport, with any status. */
  public synchronized long about(String airport) {
    return byAirport.count(airport);
  }

  /** Returns the number of calls about an airport that returned this status. */
  public synchronized long about(String airport, int status) {
    return byAirport.count(airport, status);
  }

  /** Returns the number of token requests. */
  public synchronized long tokenRequests() {
    return byPath.count(TokenEndpoint.PATH);
  }

  /** Returns the number of all calls, including token requests. */
  public synchronized long total() {
    return byPath.total();
  }

  synchronized void record(RecordedCall call) {
    if (recent.size() == MAX_RECENT) {
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
