package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.RegistrationOutcome;
import io.vertx.core.json.JsonObject;

/** The bodies of the responses to {@code POST /users}. */
public final class RegistrationResponses {
  private RegistrationResponses() {}

  /**
   * Returns the body's text. It is stored and replayed for repeats, also by other versions of this
   * service.
   */
  public static String body(RegistrationOutcome outcome, EmailAddress email, String requestId) {
    String message =
        switch (outcome) {
          case CREATED -> "User registered.";
          case KNOWN -> "This address is registered already.";
        };
    return new JsonObject()
        .put("message", message)
        .put("email", email.value())
        .put("request_id", requestId)
        .encode();
  }
}
