package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.error.FieldError;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.toolkit.text.WellFormed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A registration request that is valid, in normal form. */
record Registration(
    String requestId, EmailAddress email, String password, String nome, String cognome) {
  private static final int MAX_LENGTH = 255;

  /** Fails with {@code INVALID}, naming every field at fault. */
  static Registration of(RegisterUser question) {
    List<FieldError> errors = new ArrayList<>();
    String requestId = question.requestId() == null ? "" : question.requestId().strip();
    if (requestId.isEmpty() || !isName(requestId)) {
      errors.add(new FieldError("request_id", "must be text of 1 to 255 characters"));
    }
    Optional<EmailAddress> email = EmailAddress.parse(question.email());
    if (email.isEmpty()) {
      errors.add(new FieldError("email", "must be an e-mail address of at most 255 characters"));
    }
    if (!Passwords.isAcceptable(question.password())) {
      errors.add(new FieldError("password", "must be text of 8 to 1024 characters"));
    }
    if (!isName(question.nome())) {
      errors.add(new FieldError("nome", "must be text of at most 255 characters"));
    }
    if (!isName(question.cognome())) {
      errors.add(new FieldError("cognome", "must be text of at most 255 characters"));
    }
    if (!errors.isEmpty()) {
      throw ServiceException.invalid(errors);
    }
    return new Registration(
        requestId, email.get(), question.password(), question.nome(), question.cognome());
  }

  private static boolean isName(String text) {
    return text == null || (length(text) <= MAX_LENGTH && WellFormed.isWellFormed(text));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Digest of all fields but the password, which has a slow hash of its own. */
  String fieldsSha256() {
    String fields = new JsonArray().add(email.value()).add(nome).add(cognome).encode();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(fields.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The text of the answer to this request. */
  String answer(RegistrationOutcome outcome) {
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

  /** Without what no log may hold. */
  @Override
  public String toString() {
    return "Registration[" + requestId + ", " + email + "]";
  }
}
