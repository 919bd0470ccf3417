package dev.flightwatch.usermanager.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.AmbiguousRequest;
import dev.flightwatch.testkit.RawHttpClient;
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
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            new DeploymentOptions().setConfig(JsonObject.of("user_manager_http_port", 0)))
        .await();
    caller = new UsersCaller(vertx, ListeningPorts.of(vertx).port("user-manager http").getAsInt());
  }

  @BeforeEach
  void resetService() {
    users.reset();
  }

  @Test
  void requestShouldBeRefusedWhenItIsAmbiguousOrForAnotherHost(Vertx vertx) throws Exception {
    int port = ListeningPorts.of(vertx).port("user-manager http").orElseThrow();
    URI server = URI.create("http://127.0.0.1:" + port);
    String json = "Content-Type: application/json\r\n";
    String foreign = "GET /users/me HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";

    assertThat(AmbiguousRequest.mistakes(vertx, server, "/users", json, false)).isEmpty();
    assertThat(RawHttpClient.connect(vertx, server).send(foreign).awaitClose())
        .startsWith("HTTP/1.1 421");
    assertThat(users.requests).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CREATED, false, 201",
    "CREATED, true, 201",
    "KNOWN, false, 200",
  })
  void postShouldReturnStoredResponseByteForByte(
      RegistrationOutcome outcome, boolean replayed, int status) {
    // given
    String json = "{\"request_id\" : \"r1\",\"email\":\"\u00fc@example.com\",\"message\":\"\"}";
    users.registration = Future.succeededFuture(new UserRegistered(outcome, replayed, json));

    // when
    HttpResponse<Buffer> response =
        caller.register(" r1 ", UsersCaller.ada().put("email", " Ada@Example.COM ")).await();

    // then
    assertCompliant("registerUser", status, response);
    assertThat(response.body()).isEqualTo(Buffer.buffer(json));
    assertThat(response.getHeader("Idempotent-Replayed")).isEqualTo(replayed ? "true" : null);
    assertThat(users.requests)
        .containsExactly(new RegisterUser("r1", ADA, "correct horse", "Ada", null, "127.0.0.1"));
  }

  @ParameterizedTest
  @CsvSource({"true, 200", "false, 202"})
  void deleteShouldReportWhetherDataCollectorConfirmed(boolean propagated, int status) {
    // given
    users.deletion = Future.succeededFuture(new UserDeleted(ADA, propagated));

    // when
    HttpResponse<Buffer> response = caller.delete(UsersCaller.ada().put("password", "x")).await();

    // then
    assertCompliant("deleteUser", status, response);
    assertThat(response.bodyAsJsonObject().getBoolean("propagated")).isEqualTo(propagated);
    assertThat(response.bodyAsJsonObject().fieldNames())
        .containsExactly("message", "email", "propagated");
    assertThat(users.requests).containsExactly(new DeleteUser(ADA, "x", "127.0.0.1"));
  }

  @ParameterizedTest
  @CsvSource({
    "registerUser, GONE, 410, user_deleted",
    "registerUser, CONFLICT, 422, request_id_reused",
    "registerUser, LIMITED, 429, too_many_registrations",
    "registerUser, LIMITED, 429, too_many_tries",
    "registerUser, OVERLOADED, 503, too_many_passwords",
    "registerUser, OVERLOADED, 503, registration_contended",
    "registerUser, UNAVAILABLE, 503, database_away",
    "registerUser, INTERNAL, 500, internal_error",
    "deleteUser, UNAUTHENTICATED, 401, wrong_password",
    "deleteUser, NOT_FOUND, 404, user_not_found",
    "deleteUser, UNAVAILABLE, 503, database_away",
    "deleteUser, INTERNAL, 500, internal_error"
  })
  void failureShouldComplyWithDocument(String operation, ErrorKind kind, int status, String code) {
    // given
    users.fail(ServiceException.of(kind, code, "Some detail."));

    // when
    HttpResponse<Buffer> response =
        operation.equals("registerUser")
            ? caller.register("r1", UsersCaller.ada()).await()
            : caller.delete(UsersCaller.ada()).await();

    // then
    assertCompliant(operation, status, response);
    assertThat(response.bodyAsJsonObject().getString("code")).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "email|{'password':'correct horse'}",
        "email|{'email':'a@\\ud800','password':'correct horse'}",
        "email|{'email':'a@b\\u0085','password':'correct horse'}",
        "email|{'email':'%1$s@example.com','password':'correct horse'}",
        "password|{'email':'ada@example.com','password':'1234567'}",
        "password|{'email':'ada@example.com','password':'correct\\u0000horse'}",
        "password|{'email':'ada@example.com','password':'%1$s%1$s%1$s%1$sa'}",
        "nome|{'email':'ada@example.com','password':'correct horse','nome':'%1$s'}",
        "cognome|{'email':'ada@example.com','password':'correct horse','cognome':'\\ud800'}",
        "body|{"
      })
  void postShouldNameInvalidFieldWhenBodyIsInvalid(String field, String body) {
    String json = body.replace('\'', '"').formatted("a".repeat(256));

    assertInvalid(field, caller.register("r1", Buffer.buffer(json)).await());
  }

  @Test
  void postShouldAcceptRequestIdByEitherName() {
    // when
    List<Map<String, String>> valid =
        List.of(
            Map.of("Idempotency-Key", "k1"), Map.of("Request-ID", "k2", "Idempotency-Key", " k2"));
    List<Map<String, String>> invalid =
        List.of(
            Map.of(),
            Map.of("Request-ID", " "),
            Map.of("Request-ID", "\u00e9"),
            Map.of("Request-ID", "a".repeat(256)),
            Map.of("Request-ID", "k3", "Idempotency-Key", "k4"));

    // then
    valid.forEach(ids -> assertCompliant("registerUser", 201, register(ids)));
    assertThat(users.requests)
        .extracting(request -> ((RegisterUser) request).requestId())
        .containsExactly("k1", "k2");
    users.reset();
    invalid.forEach(ids -> assertInvalid("Request-ID", register(ids)));
  }

  private static HttpResponse<Buffer> register(Map<String, String> ids) {
    return caller.register(ids, UsersCaller.ada().toBuffer()).await();
  }

  private static void assertInvalid(String field, HttpResponse<Buffer> response) {
    assertCompliant("registerUser", 400, response);
    assertThat(response.bodyAsJsonObject().getJsonArray("errors"))
        .extracting(error -> ((JsonObject) error).getString("field"))
        .containsExactly(field);
    assertThat(users.requests).isEmpty();
  }

  private static void assertCompliant(String operation, int status, HttpResponse<Buffer> response) {
    contract.assertCompliant(operation, response);
    assertThat(response.statusCode()).isEqualTo(status);
  }
}
