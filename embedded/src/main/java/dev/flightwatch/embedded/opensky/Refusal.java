package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonArray;

/** Ends a call early, with the answer that says why. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient EmulatorResponse answer;

  private Refusal(EmulatorResponse answer) {
    super("refused with " + answer.status(), null, false, false);
    this.answer = answer;
  }

  static Refusal badArgument(String details) {
    return new Refusal(
        EmulatorResponse.text(
            400,
            "The request arguments you provided were invalid. Please consult the documentation."
                + " Details: "
                + details));
  }

  /** OpenSky says "seven days" whatever the limit of the endpoint is. */
  static Refusal badInterval() {
    String message = "Start after end time or more than seven days of data requested";
    return new Refusal(EmulatorResponse.json(400, new JsonArray().add(message)));
  }

  static Refusal badToken() {
    return new Refusal(
        EmulatorResponse.empty(401).with("WWW-Authenticate", "Bearer error=\"invalid_token\""));
  }

  static Refusal loginNeeded() {
    return new Refusal(EmulatorResponse.text(403, "You are not allowed to access this resource"));
  }

  static Refusal noCredits(long secondsToWait) {
    return new Refusal(
        EmulatorResponse.text(429, "Too many requests")
            .with(EmulatorResponse.RETRY_AFTER, secondsToWait));
  }

  EmulatorResponse answer() {
    return answer;
  }
}
