package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.toolkit.text.WellFormed;
import dev.flightwatch.usermanager.users.UserMessages.DeleteUser;
import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import io.vertx.core.json.JsonObject;

/**
 * Parses requests, which comply with the OpenAPI document, into commands. Fails with {@code
 * INVALID} when a field is invalid in a way that the document cannot describe.
 */
final class UserRequests {
  private UserRequests() {}

  /** Parses {@code POST /users}. */
  static RegisterUser register(Request request) {
    JsonObject body = request.body();
    return new RegisterUser(
        RequestIds.of(request),
        email(body),
        storable(body, "password"),
        storable(body, "nome"),
        storable(body, "cognome"));
  }

  /** Parses {@code DELETE /users}. */
  static DeleteUser delete(Request request) {
    return new DeleteUser(email(request.body()), storable(request.body(), "password"));
  }

  private static EmailAddress email(JsonObject body) {
    return EmailAddress.require("email", body.getString("email"));
  }

  /** Returns a text that every database can represent; null when the field is missing. */
  private static String storable(JsonObject body, String field) {
    String text = body.getString(field);
    if (text != null && !WellFormed.isWellFormed(text)) {
      throw ServiceException.invalid(field, "must be text without NUL and unpaired surrogates");
    }
    return text;
  }
}
