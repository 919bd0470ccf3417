package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** Counts calls by name and status. Clients choose the names, so their number is bounded. */
final class CallCounts {

  private static final int MAX_NAMES = 10_000;
  private static final String OTHERS = "(others)";

  private final Map<String, Map<Integer, Long>> nameToStatusToCount = new TreeMap<>();

  void add(String name, int status) {
    boolean isAccepted =
        nameToStatusToCount.size() < MAX_NAMES || nameToStatusToCount.containsKey(name);
    String counted = isAccepted ? name : OTHERS;
    nameToStatusToCount
        .computeIfAbsent(counted, absent -> new TreeMap<>())
        .merge(status, 1L, Long::sum);
  }

  long count(String name, int status) {
    return nameToStatusToCount.getOrDefault(name, Map.of()).getOrDefault(status, 0L);
  }

  long count(String name) {
    return sum(nameToStatusToCount.getOrDefault(name, Map.of()));
  }

  long total() {
    return nameToStatusToCount.values().stream().mapToLong(CallCounts::sum).sum();
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    nameToStatusToCount.forEach((name, statusToCount) -> json.put(name, statusJson(statusToCount)));
    return json;
  }

  private static JsonObject statusJson(Map<Integer, Long> statusToCount) {
    JsonObject json = new JsonObject();
    statusToCount.forEach((status, count) -> json.put(status.toString(), count));
    return json;
  }

  private static long sum(Map<Integer, Long> statusToCount) {
    return statusToCount.values().stream().mapToLong(Long::longValue).sum();
  }
}
