package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.error.FieldError;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.toolkit.text.WellFormed;
import dev.flightwatch.usermanager.users.Passwords;
import dev.flightwatch.usermanager.users.UserMessages.DeleteUser;
import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses requests into commands. Fails with {@code INVALID} when a field is invalid. */
final class UserRequests {
  private static final int MAX_LENGTH = 255;

  private UserRequests() {}

  /** Parses {@code POST /users}; the failure names every invalid field. */
  static RegisterUser register(Request request) {
    JsonObject body = request.body();
    String requestId = RequestIds.of(request);
    Optional<EmailAddress> email = EmailAddress.parse(body.getString("email"));
    String password = body.getString("password");
    String nome = body.getString("nome");
    String cognome = body.getString("cognome");

    List<FieldError> errors = new ArrayList<>();
    require(
        !requestId.isEmpty() && isShortText(requestId),
        RequestIds.REQUEST_ID,
        "must be text of 1 to 255 characters",
        errors);
    require(email.isPresent(), "email", EmailAddress.RULE, errors);
    require(
        Passwords.isAcceptable(password),
        "password",
        "must be text of 8 to 1024 characters",
        errors);
    requireName(nome, "nome", errors);
    requireName(cognome, "cognome", errors);
    if (!errors.isEmpty()) {
      throw ServiceException.invalid(errors);
    }
    return new RegisterUser(requestId, email.orElseThrow(), password, nome, cognome);
  }

  private static void require(
      boolean valid, String field, String message, List<FieldError> errors) {
    if (!valid) {
      errors.add(new FieldError(field, message));
    }
  }

  private static void requireName(String name, String field, List<FieldError> errors) {
    require(
        name == null || isShortText(name), field, "must be text of at most 255 characters", errors);
  }

  private static boolean isShortText(String text) {
    return text.codePointCount(0, text.length()) <= MAX_LENGTH && WellFormed.isWellFormed(text);
  }

  /** Parses {@code DELETE /users}. */
  static DeleteUser delete(Request request) {
    EmailAddress email = EmailAddress.require("email", request.body().getString("email"));
    String password = request.body().getString("password");
    if (!Passwords.isPossible(password)) {
      throw ServiceException.invalid("password", "must be text of 1 to 1024 characters");
    }
    return new DeleteUser(email, password);
  }
}
