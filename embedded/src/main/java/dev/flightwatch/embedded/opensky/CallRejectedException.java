package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonArray;

/** Rejects a call; carries the error response. */
final class CallRejectedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient EmulatorResponse response;

  CallRejectedException(EmulatorResponse response) {
    super("rejected with status " + response.status(), null, false, false);
    this.response = response;
  }

  static CallRejectedException badArgument(String details) {
    return new CallRejectedException(
        EmulatorResponse.text(
            400,
            "The request arguments you provided were invalid. Please consult the documentation."
                + " Details: "
                + details));
  }

  /** The message says "seven days" as that of OpenSky does, whatever the limit of the endpoint. */
  static CallRejectedException badInterval() {
    String message = "Start after end time or more than seven days of data requested";
    return new CallRejectedException(EmulatorResponse.json(400, new JsonArray().add(message)));
  }

  EmulatorResponse response() {
    return response;
  }
}
