package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The responses of faults. */
final class FaultResponses {

  private static final EmulatorResponse GARBAGE_ARRAY =
      EmulatorResponse.json(
          200,
          new JsonArray()
              .add(1)
              .add("flight")
              .addNull()
              .add(new JsonArray())
              .add(new JsonObject().put("icao24", 5).put("firstSeen", "yesterday")));
  private static final EmulatorResponse GARBAGE_OBJECT =
      EmulatorResponse.json(200, new JsonObject().put("access_token", 5).putNull("expires_in"));

  private FaultResponses() {}

  /** Returns the response that replaces the correct one; empty if the correct one is needed. */
  static Optional<EmulatorResponse> replacement(Fault fault) {
    return switch (fault.kind()) {
      case STATUS -> Optional.of(status(fault));
      case HTML -> Optional.of(EmulatorResponse.html(200, page("Welcome to nginx!")));
      case GARBAGE ->
          Optional.of(fault.target() == FaultTarget.API ? GARBAGE_ARRAY : GARBAGE_OBJECT);
      case DROP -> Optional.of(EmulatorResponse.empty(CallLog.NO_STATUS));
      case SLOW, DROP_AFTER_HEADERS, TRUNCATED_JSON -> Optional.empty();
    };
  }

  /** Returns the altered correct response. An empty body is replaced before it is truncated. */
  static EmulatorResponse alter(EmulatorResponse correct, Fault fault) {
    if (fault.kind() != FaultKind.TRUNCATED_JSON) {
      return correct;
    }
    return correct.body().isEmpty()
        ? EmulatorResponse.json(200, new JsonArray()).withBody("[{\"icao24\":")
        : correct.withBody(correct.body().substring(0, correct.body().length() / 2));
  }

  private static EmulatorResponse status(Fault fault) {
    return switch (fault.status()) {
      case 401 ->
          fault.target() == FaultTarget.API
              ? CallRejectedException.badToken().response()
              : TokenEndpoint.INVALID_CLIENT;
      case 404 -> EmulatorResponse.empty(404);
      case 429 -> tooManyRequests(fault.retryAfterSeconds());
      case 502 -> EmulatorResponse.html(502, page("502 Bad Gateway"));
      case 503 -> EmulatorResponse.html(503, page("503 Service Temporarily Unavailable"));
      case 504 -> EmulatorResponse.html(504, page("504 Gateway Time-out"));
      default -> EmulatorResponse.text(fault.status(), "Status " + fault.status());
    };
  }

  private static EmulatorResponse tooManyRequests(Integer retryAfterSeconds) {
    EmulatorResponse response = EmulatorResponse.text(429, "Too many requests");
    return retryAfterSeconds == null
        ? response
        : response.with(EmulatorResponse.RETRY_AFTER, retryAfterSeconds);
  }

  private static String page(String title) {
    return "<html><head><title>"
        + title
        + "</title></head><body><center><h1>"
        + title
        + "</h1></center><hr><center>nginx</center></body></html>";
  }
}
