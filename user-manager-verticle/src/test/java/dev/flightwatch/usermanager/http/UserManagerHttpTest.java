package dev.flightwatch.usermanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.usermanager.UserManagerHttpVerticle;
import dev.flightwatch.usermanager.testing.Contract;
import dev.flightwatch.usermanager.testing.FakeUserService;
import dev.flightwatch.usermanager.testing.UsersCaller;
import dev.flightwatch.usermanager.users.DeleteUser;
import dev.flightwatch.usermanager.users.RegisterUser;
import dev.flightwatch.usermanager.users.RegistrationOutcome;
import dev.flightwatch.usermanager.users.UserDeleted;
import dev.flightwatch.usermanager.users.UserRegistered;
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
  private static FakeUserService owner;
  private static UsersCaller caller;
  private static Contract contract;

  @BeforeAll
  static void open(Vertx vertx) {
    owner = FakeUserService.of(vertx);
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
  void forget() {
    owner.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "CREATED, false, 201",
    "CREATED, true, 201",
    "KNOWN, false, 200",
    "KNOWN, true, 200",
  })
  void postShouldPassOnAnswerByteForByte(
      RegistrationOutcome outcome, boolean replayed, int status) {
    // given
    String json = "{\"request_id\" : \"r1\",\"email\":\"\u00fc@example.com\",\"message\":\"\"}";
    owner.registration = Future.succeededFuture(new UserRegistered(outcome, replayed, json));

    // when
    HttpResponse<Buffer> answer = caller.register("r1", UsersCaller.ada()).await();

    // then
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(Buffer.buffer(json));
    assertThat(answer.getHeader("Idempotent-Replayed")).isEqualTo(replayed ? "true" : null);
    contract.assertAgrees("registerUser", answer);
    assertThat(owner.asked)
        .containsExactly(new RegisterUser("r1", "ada@example.com", "correct horse", "Ada", null));
  }

  @ParameterizedTest
  @CsvSource({"true, 200", "false, 202"})
  void deleteShouldSayWhetherDataCollectorConfirmed(boolean propagated, int status) {
    // given
    owner.deletion = Future.succeededFuture(new UserDeleted("ada@example.com", propagated));

    // when
    HttpResponse<Buffer> answer = caller.delete(UsersCaller.ada()).await();

    // then
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.bodyAsJsonObject().getBoolean("propagated")).isEqualTo(propagated);
    assertThat(answer.bodyAsJsonObject().fieldNames())
        .containsExactly("message", "email", "propagated");
    contract.assertAgrees("deleteUser", answer);
    assertThat(owner.asked).containsExactly(new DeleteUser("ada@example.com", "correct horse"));
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
  void failureShouldBecomeProblem(ErrorKind kind, int status, String retryAfter) {
    // given
    owner.fail(
        kind == ErrorKind.INTERNAL
            ? new IllegalStateException("secret")
            : ServiceException.of(kind, "some_code", "Some detail."));

    // when
    List<HttpResponse<Buffer>> answers =
        List.of(
            caller.register("r1", UsersCaller.ada()).await(),
            caller.delete(UsersCaller.ada()).await());

    // then
    for (HttpResponse<Buffer> answer : answers) {
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.getHeader("Retry-After")).isEqualTo(retryAfter);
      assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
      JsonObject problem = answer.bodyAsJsonObject();
      assertThat(problem.getInteger("status")).isEqualTo(status);
      assertThat(problem.getString("code"))
          .isEqualTo(kind == ErrorKind.INTERNAL ? "internal_error" : "some_code");
      assertThat(problem.getString("correlation_id"))
          .isEqualTo(answer.getHeader("X-Correlation-Id"));
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
  void failedRegistrationShouldAgreeWithContract(ErrorKind kind, String code) {
    owner.fail(ServiceException.of(kind, code, "Some detail."));

    contract.assertAgrees("registerUser", caller.register("r1", UsersCaller.ada()).await());
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID, invalid_request",
    "UNAUTHENTICATED, wrong_password",
    "NOT_FOUND, user_not_found",
    "UNAVAILABLE, database_away",
    "INTERNAL, internal_error"
  })
  void failedDeletionShouldAgreeWithContract(ErrorKind kind, String code) {
    owner.fail(ServiceException.of(kind, code, "Some detail."));

    contract.assertAgrees("deleteUser", caller.delete(UsersCaller.ada()).await());
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
  void postShouldNameFieldAtFaultWhenBodyIsBad(String field, String body) {
    // when
    HttpResponse<Buffer> answer =
        caller.register("r1", Buffer.buffer(body.replace('\'', '"'))).await();

    // then
    assertBad(answer, field);
  }

  @Test
  void postShouldNameFieldAtFaultWhenTextIsTooLong() {
    String far = "a".repeat(256);
    assertBad(register(UsersCaller.ada().put("email", far + "@example.com")), "email");
    assertBad(register(UsersCaller.ada().put("password", far.repeat(4) + "a")), "password");
    assertBad(register(UsersCaller.ada().put("nome", far)), "nome");
    assertBad(register(UsersCaller.ada().put("cognome", far)), "cognome");
    assertBad(caller.register(far, UsersCaller.ada()).await(), "Request-ID");
  }

  private HttpResponse<Buffer> register(JsonObject body) {
    return caller.register("r1", body).await();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u00e9"})
  void postShouldAskForIdWhenItIsNone(String requestId) {
    assertBad(caller.register(requestId, UsersCaller.ada()).await(), "Request-ID");
  }

  @Test
  void postShouldAskForIdWhenItIsMissing() {
    assertBad(caller.register(null, UsersCaller.ada()).await(), "Request-ID");
  }

  @Test
  void postShouldTakeIdByEitherName() {
    // when
    HttpResponse<Buffer> byKey = postWith(null, "k1");
    HttpResponse<Buffer> byBoth = postWith("k2", "k2");
    HttpResponse<Buffer> byTwo = postWith("k3", "k4");

    // then
    assertThat(byKey.statusCode()).isEqualTo(201);
    assertThat(byBoth.statusCode()).isEqualTo(201);
    assertThat(owner.asked)
        .extracting(asked -> ((RegisterUser) asked).requestId())
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
  void deleteShouldTakeShortPasswordsAsWrongOnes() {
    assertThat(caller.delete(UsersCaller.ada().put("password", "x")).await().statusCode())
        .isEqualTo(200);
    assertBadDeletion(UsersCaller.ada().put("password", ""), "password");
    assertBadDeletion(new JsonObject().put("password", "x"), "email");
  }

  private void assertBadDeletion(JsonObject body, String field) {
    HttpResponse<Buffer> answer = caller.delete(body).await();
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(fields(answer)).containsExactly(field);
  }

  @Test
  void wrongMethodShouldGetAllow() {
    HttpResponse<Buffer> answer = caller.request(HttpMethod.PUT, "/users").send().await();

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.getHeader("Allow")).isEqualTo("DELETE, OPTIONS, POST");
  }

  private void assertBad(HttpResponse<Buffer> answer, String field) {
    contract.assertAgrees("registerUser", answer);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(fields(answer)).containsExactly(field);
    assertThat(owner.asked).isEmpty();
  }

  private static List<String> fields(HttpResponse<Buffer> answer) {
    return answer.bodyAsJsonObject().getJsonArray("errors").stream()
        .map(error -> ((JsonObject) error).getString("field"))
        .toList();
  }
}
