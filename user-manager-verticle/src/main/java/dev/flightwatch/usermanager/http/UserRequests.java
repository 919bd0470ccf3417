package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.toolkit.text.WellFormed;
import dev.flightwatch.usermanager.accounts.AccountMessages.MakeToken;
import dev.flightwatch.usermanager.accounts.AccountMessages.StartSession;
import dev.flightwatch.usermanager.accounts.AccountMessages.UpdateAccount;
import dev.flightwatch.usermanager.users.UserMessages.DeleteUser;
import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Parses requests, which comply with the OpenAPI document, into commands. Fails with {@code
 * INVALID} when a field is invalid in a way that the document cannot describe.
 */
final class UserRequests {
  /** How long a personal access token is valid when the request does not say it. */
  private static final int DEFAULT_DAYS = 90;

  private UserRequests() {}

  /** Parses {@code POST /users}. */
  static RegisterUser register(Request request) {
    JsonObject body = request.body();
    return new RegisterUser(
        RequestIds.of(request),
        email(body),
        storable(body, "password"),
        storable(body, "nome"),
        storable(body, "cognome"),
        request.clientNetwork());
  }

  /** Parses {@code DELETE /users}. */
  static DeleteUser delete(Request request) {
    return new DeleteUser(
        email(request.body()), storable(request.body(), "password"), request.clientNetwork());
  }

  /** Parses {@code POST /sessions}. */
  static StartSession startSession(Request request) {
    return new StartSession(
        email(request.body()), storable(request.body(), "password"), request.clientNetwork());
  }

  /** Parses {@code PATCH /users/me}. */
  static UpdateAccount updateAccount(Request request) {
    JsonObject body = request.body();
    String password = storable(body, "password");
    String currentPassword = storable(body, "current_password");
    if (password != null && currentPassword == null) {
      throw ServiceException.invalid("current_password", "is required to change the password");
    }
    return new UpdateAccount(
        Callers.of(request),
        storable(body, "nome"),
        storable(body, "cognome"),
        password,
        currentPassword,
        body.getBoolean("keep_tokens", false),
        request.clientNetwork());
  }

  /** Parses {@code POST /tokens}. */
  static MakeToken makeToken(Request request) {
    JsonObject body = request.body();
    return new MakeToken(
        Callers.of(request),
        storable(body, "name"),
        Set.copyOf(body.getJsonArray("scopes").stream().map(String.class::cast).toList()),
        Duration.ofDays(body.getInteger("expires_in_days", DEFAULT_DAYS)),
        request.clientNetwork());
  }

  /** Returns the response to a request that deletes something. */
  static Response noContent() {
    return new Response(204, Buffer.buffer(), Map.of());
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
