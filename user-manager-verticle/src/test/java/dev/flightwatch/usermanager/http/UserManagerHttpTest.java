package dev.flightwatch.usermanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.UserManagerHttpVerticle;
import dev.flightwatch.usermanager.testing.Contract;
import dev.flightwatch.usermanager.testing.FakeUserService;
import dev.flightwatch.usermanager.testing.UsersCaller;
import dev.flightwatch.usermanager.users.RegistrationOutcome;
import dev.flightwatch.usermanager.users.UserMessages.DeleteUser;
import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import dev.flightwatch.usermanager.users.UserMessages.UserDeleted;
import dev.flightwatch.usermanager.users.UserMessages.UserRegistered;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class UserManagerHttpTest {
  private static final EmailAddress ADA = new EmailAddress("ada@example.com");

  private static FakeUserService users;
  private static UsersCaller caller;
  private static Contract contract;

  @BeforeAll
  static void open(Vertx vertx) {
    users = FakeUserService.of(vertx);
    contract = new Contract(vertx);
    vertx
        .deployVerticle(
            new UserManagerHttpVerticle(),
            new DeploymentOptions()
                .setConfig(
                    JsonObject.of(
                        "user_manager_http_port", 0, "database_url", "postgresql://u:p@h/d")))
        .await();
    caller = new UsersCaller(vertx, ListeningPorts.of(vertx).port("user-manager http").getAsInt());
  }

  @BeforeEach
  void resetService() {
    users.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "CREATED, false, 201",
    "CREATED, true, 201",
    "KNOWN, false, 200",
    "KNOWN, true, 200",
  })
  void postShouldReturnStoredResponseByteForByte(
      RegistrationOutcome outcome, boolean replayed, int status) {
    // given
    String json = "{\"request_id\" : \"r1\",\"email\":\"\u00fc@example.com\",\"message\":\"\"}";
    users.registration = Future.succeededFuture(new UserRegistered(outcome, replayed, json));

    // when
    HttpResponse<Buffer> response = caller.register("r1", UsersCaller.ada()).await();

    // then
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(Buffer.buffer(json));
    assertThat(response.getHeader("Idempotent-Replayed")).isEqualTo(replayed ? "true" : null);
    contract.assertCompliant("registerUser", response);
    assertThat(users.requests)
        .containsExactly(new RegisterUser("r1", ADA, "correct horse", "Ada", null));
  }

  @ParameterizedTest
  @CsvSource({"true, 200", "false, 202"})
  void deleteShouldReportWhetherDataCollectorConfirmed(boolean propagated, int status) {
    // given
    users.deletion = Future.succeededFuture(new UserDeleted(ADA, propagated));

    // when
    HttpResponse<Buffer> response = caller.delete(UsersCaller.ada()).await();

    // then
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.bodyAsJsonObject().getBoolean("propagated")).isEqualTo(propagated);
    assertThat(response.bodyAsJsonObject().fieldNames())
        .containsExactly("message", "email", "propagated");
    contract.assertCompliant("deleteUser", response);
    assertThat(users.requests).containsExactly(new DeleteUser(ADA, "correct horse"));
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID, 400,",
    "UNAUTHENTICATED, 401,",
    "NOT_FOUND, 404,",
    "GONE, 410,",
    "CONFLICT, 422,",
    "OVERLOADED, 503, 1",
    "UNAVAILABLE, 503, 5",
    "TIMEOUT, 503, 5",
    "INTERNAL, 500,"
  })
  void failureShouldBeMappedToProblem(ErrorKind kind, int status, String retryAfter) {
    // given
    users.fail(
        kind == ErrorKind.INTERNAL
            ? new IllegalStateException("secret")
            : ServiceException.of(kind, "some_code", "Some detail."));

    // when
    List<HttpResponse<Buffer>> responses =
        List.of(
            caller.register("r1", UsersCaller.ada()).await(),
            caller.delete(UsersCaller.ada()).await());

    // then
    for (HttpResponse<Buffer> response : responses) {
      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.getHeader("Retry-After")).isEqualTo(retryAfter);
      assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
      JsonObject problem = response.bodyAsJsonObject();
      assertThat(problem.getInteger("status")).isEqualTo(status);
      assertThat(problem.getString("code"))
          .isEqualTo(kind == ErrorKind.INTERNAL ? "internal_error" : "some_code");
      assertThat(problem.getString("correlation_id"))
          .isEqualTo(response.getHeader("X-Correlation-Id"));
      assertThat(problem.encode()).doesNotContain("secret", "Exception");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID, invalid_request",
    "GONE, user_deleted",
    "CONFLICT, request_id_reused",
    "OVERLOADED, too_many_passwords",
    "UNAVAILABLE, database_away",
    "INTERNAL, internal_error"
  })
  void failedRegistrationShouldComplyWithDocument(ErrorKind kind, String code) {
    users.fail(ServiceException.of(kind, code, "Some detail."));

    contract.assertCompliant("registerUser", caller.register("r1", UsersCaller.ada()).await());
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID, invalid_request",
    "UNAUTHENTICATED, wrong_password",
    "NOT_FOUND, user_not_found",
    "UNAVAILABLE, database_away",
    "INTERNAL, internal_error"
  })
  void failedDeletionShouldComplyWithDocument(ErrorKind kind, String code) {
    users.fail(ServiceException.of(kind, code, "Some detail."));

    contract.assertCompliant("deleteUser", caller.delete(UsersCaller.ada()).await());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "email|{'password':'correct horse'}",
        "email|{'email':null,'password':'correct horse'}",
        "email|{'email':7,'password':'correct horse'}",
        "email|{'email':'','password':'correct horse'}",
        "email|{'email':'ada','password':'correct horse'}",
        "email|{'email':'a@b c','password':'correct horse'}",
        "email|{'email':{'$ne':1},'password':'correct horse'}",
        "email|{'email':'a@\\u0000b','password':'correct horse'}",
        "email|{'email':'a\\u0085a@b','password':'correct horse'}",
        "email|{'email':'a\\u200ba@b','password':'correct horse'}",
        "email|{'email':'a\\u2028a@b','password':'correct horse'}",
        "email|{'email':'a@b\\u0085','password':'correct horse'}",
        "email|{'email':'\\u00a0a@b','password':'correct horse'}",
        "password|{'email':'ada@example.com'}",
        "password|{'email':'ada@example.com','password':null}",
        "password|{'email':'ada@example.com','password':'1234567'}",
        "password|{'email':'ada@example.com','password':['correct horse']}",
        "password|{'email':'ada@example.com','password':'correct\\u0000horse'}",
        "nome|{'email':'ada@example.com','password':'correct horse','nome':true}",
        "nome|{'email':'ada@example.com','password':'correct horse','nome':''}",
        "cognome|{'email':'ada@example.com','password':'correct horse','cognome':'\\ud800'}",
        "body|[]",
        "body|null",
        "body|7",
        "body|{",
        "body|''"
      })
  void postShouldNameInvalidFieldWhenBodyIsInvalid(String field, String body) {
    // when
    HttpResponse<Buffer> response =
        caller.register("r1", Buffer.buffer(body.replace('\'', '"'))).await();

    // then
    assertInvalid(response, field);
  }

  @Test
  void postShouldNameInvalidFieldWhenTextIsTooLong() {
    String tooLong = "a".repeat(256);
    assertInvalid(register(UsersCaller.ada().put("email", tooLong + "@example.com")), "email");
    assertInvalid(register(UsersCaller.ada().put("password", tooLong.repeat(4) + "a")), "password");
    assertInvalid(register(UsersCaller.ada().put("nome", tooLong)), "nome");
    assertInvalid(register(UsersCaller.ada().put("cognome", tooLong)), "cognome");
    assertInvalid(caller.register(tooLong, UsersCaller.ada()).await(), "Request-ID");
  }

  private HttpResponse<Buffer> register(JsonObject body) {
    return caller.register("r1", body).await();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u00e9"})
  void postShouldRequireRequestIdWhenItIsInvalid(String requestId) {
    assertInvalid(caller.register(requestId, UsersCaller.ada()).await(), "Request-ID");
  }

  @Test
  void postShouldRequireRequestIdWhenItIsMissing() {
    assertInvalid(caller.register(null, UsersCaller.ada()).await(), "Request-ID");
  }

  @Test
  void postShouldAcceptRequestIdByEitherName() {
    // when
    HttpResponse<Buffer> byKey = postWith(null, "k1");
    HttpResponse<Buffer> byBoth = postWith("k2", "k2");
    HttpResponse<Buffer> byTwo = postWith("k3", "k4");

    // then
    assertThat(byKey.statusCode()).isEqualTo(201);
    assertThat(byBoth.statusCode()).isEqualTo(201);
    assertThat(users.requests)
        .extracting(request -> ((RegisterUser) request).requestId())
        .containsExactly("k1", "k2");
    assertThat(byTwo.statusCode()).isEqualTo(400);
    assertThat(fields(byTwo)).containsExactly("Request-ID");
  }

  private HttpResponse<Buffer> postWith(String requestId, String key) {
    var request =
        caller
            .request(HttpMethod.POST, "/users")
            .putHeader("Content-Type", "application/json")
            .putHeader("Idempotency-Key", key);
    if (requestId != null) {
      request.putHeader("Request-ID", requestId);
    }
    return request.sendBuffer(UsersCaller.ada().toBuffer()).await();
  }

  @Test
  void deleteShouldAcceptShortPasswords() {
    assertThat(caller.delete(UsersCaller.ada().put("password", "x")).await().statusCode())
        .isEqualTo(200);
    assertInvalidDeletion(UsersCaller.ada().put("password", ""), "password");
    assertInvalidDeletion(new JsonObject().put("password", "x"), "email");
  }

  private void assertInvalidDeletion(JsonObject body, String field) {
    HttpResponse<Buffer> response = caller.delete(body).await();
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(fields(response)).containsExactly(field);
  }

  @Test
  void unsupportedMethodShouldReturnAllow() {
    HttpResponse<Buffer> response = caller.request(HttpMethod.PUT, "/users").send().await();

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.getHeader("Allow")).isEqualTo("DELETE, OPTIONS, POST");
  }

  private void assertInvalid(HttpResponse<Buffer> response, String field) {
    contract.assertCompliant("registerUser", response);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(fields(response)).containsExactly(field);
    assertThat(users.requests).isEmpty();
  }

  private static List<String> fields(HttpResponse<Buffer> response) {
    return response.bodyAsJsonObject().getJsonArray("errors").stream()
        .map(error -> ((JsonObject) error).getString("field"))
        .toList();
  }
}
