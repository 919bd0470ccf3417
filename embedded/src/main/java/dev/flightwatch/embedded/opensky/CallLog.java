package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Counts the calls and keeps the latest ones. Safe for use by any thread. */
public final class CallLog {

  /** The status of a call whose connection was closed without a response. */
  public static final int NO_STATUS = 0;

  private static final int MAX_RECENT = 1_000;
  private static final int MAX_GROUPS = 10_000;

  private record Group(String path, String airport, int status) {}

  private final Deque<RecordedCall> recent = new ArrayDeque<>();
  private final Map<Group, Long> groupToCount = new HashMap<>();

  CallLog() {}

  /** Returns the latest 1,000 calls, oldest first. */
  public synchronized List<RecordedCall> recent() {
    return List.copyOf(recent);
  }

  /** Returns the number of calls about an airport, with any status. */
  public long about(String airport) {
    return count(group -> airport.equals(group.airport));
  }

  /** Returns the number of calls about an airport that returned this status. */
  public long about(String airport, int status) {
    return count(group -> airport.equals(group.airport) && group.status == status);
  }

  /** Returns the number of token requests. */
  public long tokenRequests() {
    return count(group -> group.path.equals(TokenEndpoint.PATH));
  }

  /** Returns the number of all calls, including token requests. */
  public long total() {
    return count(group -> true);
  }

  private synchronized long count(Predicate<Group> condition) {
    return groupToCount.entrySet().stream()
        .filter(entry -> condition.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  synchronized void record(RecordedCall call) {
    if (recent.size() == MAX_RECENT) {
      recent.removeFirst();
    }
    recent.addLast(call);
    // Clients choose the airports, so their number is bounded.
    String airport = groupToCount.size() < MAX_GROUPS ? call.airport() : null;
    groupToCount.merge(new Group(call.path(), airport, call.status()), 1L, Long::sum);
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("total", total())
        .put("recent", new JsonArray(recent().stream().map(RecordedCall::toJson).toList()));
  }
}
