package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The responses of faults. */
final class FaultResponses {

  private static final JsonArray GARBAGE_ARRAY =
      JsonArray.of(1, "flight", null, new JsonArray(), JsonObject.of("icao24", 5));
  private static final JsonObject GARBAGE_OBJECT =
      JsonObject.of("access_token", 5, "expires_in", null);

  private FaultResponses() {}

  /** Returns the response that replaces the correct one; empty if the correct one is needed. */
  static Optional<EmulatorResponse> of(Fault fault) {
    boolean isApi = fault.target() == FaultTarget.API;
    return switch (fault.kind()) {
      case SLOW -> Optional.empty();
      case STATUS -> Optional.of(status(fault, isApi));
      case DROP -> Optional.of(EmulatorResponse.empty(CallLog.NO_STATUS));
      case HTML -> Optional.of(EmulatorResponse.html(200));
      case GARBAGE ->
          Optional.of(EmulatorResponse.json(200, isApi ? GARBAGE_ARRAY : GARBAGE_OBJECT));
      case DROP_AFTER_HEADERS, TRUNCATED_JSON ->
          Optional.of(EmulatorResponse.json(200, new JsonArray()).withBody("[{\"icao24\":"));
    };
  }

  private static EmulatorResponse status(Fault fault, boolean isApi) {
    return switch (fault.status()) {
      case 401 -> isApi ? EmulatorResponse.badToken() : TokenEndpoint.INVALID_CLIENT;
      case 404 -> EmulatorResponse.empty(404);
      case 429 ->
          fault.retryAfterSeconds() == null
              ? EmulatorResponse.text(429, "Too many requests")
              : EmulatorResponse.tooManyRequests(fault.retryAfterSeconds());
      default -> EmulatorResponse.html(fault.status());
    };
  }
}
