package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What faults say in place of the right answer, where they do. */
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

  static Optional<EmulatorResponse> insteadOfTheRightOne(Fault fault) {
    return switch (fault.kind()) {
      case STATUS -> Optional.of(status(fault));
      case HTML -> Optional.of(EmulatorResponse.html(200, page("Welcome to nginx!")));
      case GARBAGE -> Optional.of(fault.door() == Fault.Door.API ? GARBAGE_ARRAY : GARBAGE_OBJECT);
      case DROP -> Optional.of(EmulatorResponse.empty(CallLog.NO_STATUS));
      case SLOW, DROP_AFTER_HEADERS, TRUNCATED_JSON -> Optional.empty();
    };
  }

  /** What is left of the right answer, which for an airport without flights has nothing to cut. */
  static EmulatorResponse remainsOf(EmulatorResponse right, Fault fault) {
    if (fault.kind() != Fault.Kind.TRUNCATED_JSON) {
      return right;
    }
    return right.body().isEmpty()
        ? EmulatorResponse.json(200, new JsonArray()).withBody("[{\"icao24\":")
        : right.withBody(right.body().substring(0, right.body().length() / 2));
  }

  private static EmulatorResponse status(Fault fault) {
    return switch (fault.status()) {
      case 401 ->
          fault.door() == Fault.Door.API
              ? Refusal.badToken().answer()
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
    EmulatorResponse answer = EmulatorResponse.text(429, "Too many requests");
    return retryAfterSeconds == null
        ? answer
        : answer.with(EmulatorResponse.RETRY_AFTER, retryAfterSeconds);
  }

  private static String page(String title) {
    return "<html><head><title>"
        + title
        + "</title></head><body><center><h1>"
        + title
        + "</h1></center><hr><center>nginx</center></body></html>";
  }
}
