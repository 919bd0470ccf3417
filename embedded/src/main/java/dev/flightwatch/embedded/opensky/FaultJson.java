package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Converts faults to and from the JSON of the control API. */
final class FaultJson {

  private FaultJson() {}

  /**
   * Parses a fault.
   *
   * @throws IllegalArgumentException if it is invalid; the message gives the reason
   */
  static Fault read(JsonObject json) {
    try {
      return new Fault(
          oneOf(FaultKind.values(), "fault", json.getString("fault")),
          oneOf(FaultTarget.values(), "on", json.getString("on", "api")),
          json.getString("airport"),
          json.getInteger("times", Fault.UNTIL_CLEARED),
          Duration.ofMillis(json.getLong("delay_millis", 0L)),
          json.getInteger("status", 0),
          json.getInteger("retry_after_seconds"));
    } catch (ClassCastException | NullPointerException wrongType) {
      throw new IllegalArgumentException("a field is null or has the wrong type", wrongType);
    }
  }

  static JsonObject write(Fault fault) {
    JsonObject json =
        new JsonObject().put("fault", name(fault.kind())).put("on", name(fault.target()));
    putIf(fault.kind() == FaultKind.STATUS, json, "status", fault.status());
    putIf(
        fault.retryAfterSeconds() != null, json, "retry_after_seconds", fault.retryAfterSeconds());
    putIf(fault.airport() != null, json, "airport", fault.airport());
    putIf(!fault.delay().isZero(), json, "delay_millis", fault.delay().toMillis());
    putIf(fault.times() != Fault.UNTIL_CLEARED, json, "times", fault.times());
    return json;
  }

  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void putIf(boolean condition, JsonObject json, String name, Object value) {
    if (condition) {
      json.put(name, value);
    }
  }

  private static <E extends Enum<E>> E oneOf(E[] values, String field, String name) {
    return Arrays.stream(values)
        .filter(value -> name(value).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    field
                        + " must be one of "
                        + Arrays.stream(values).map(FaultJson::name).toList()));
  }
}
