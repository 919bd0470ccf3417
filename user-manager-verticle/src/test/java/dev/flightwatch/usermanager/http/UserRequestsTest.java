package dev.flightwatch.usermanager.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.FieldError;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.UserMessages.DeleteUser;
import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserRequestsTest {
  private static Request request(String requestId, JsonObject body) {
    return new Request(body, Map.of(), Map.of("Request-ID", requestId), "c-1");
  }

  private static JsonObject body(String email, String password) {
    return JsonObject.of("email", email, "password", password);
  }

  @Test
  void registerShouldNormaliseAddressAndRequestId() {
    // given
    JsonObject body = body(" Ada@Example.COM ", "correct horse").put("nome", "Ada");

    // then
    assertThat(UserRequests.register(request(" r1 ", body)))
        .isEqualTo(
            new RegisterUser(
                "r1", new EmailAddress("ada@example.com"), "correct horse", "Ada", null));
  }

  @Test
  void registerShouldNameEveryInvalidField() {
    // given
    JsonObject body =
        body("nobody", "short").put("nome", "a".repeat(256)).put("cognome", "half \ud800 a pair");

    // when
    ServiceException failure =
        catchThrowableOfType(
            ServiceException.class, () -> UserRequests.register(request(" ", body)));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID);
    assertThat(failure.fields())
        .extracting(FieldError::field)
        .containsExactly("Request-ID", "email", "password", "nome", "cognome");
  }

  @Test
  void deleteShouldAcceptShortPassword() {
    assertThat(UserRequests.delete(request("r1", body("ADA@example.com", "x"))))
        .isEqualTo(new DeleteUser(new EmailAddress("ada@example.com"), "x"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "bob, secret123, email",
        "bob@example.com, '', password",
        "bob@example.com, null, password"
      })
  void deleteShouldNameInvalidField(String email, String password, String field) {
    // when
    ServiceException failure =
        catchThrowableOfType(
            ServiceException.class,
            () -> UserRequests.delete(request("r1", body(email, password))));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID);
    assertThat(failure.fields()).extracting(FieldError::field).containsExactly(field);
  }
}
