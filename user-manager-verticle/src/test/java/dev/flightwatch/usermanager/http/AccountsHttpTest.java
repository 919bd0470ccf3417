package dev.flightwatch.usermanager.http;

import static dev.flightwatch.usermanager.testing.UsersCaller.bearer;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.flightwatch.usermanager.testing.Contract;
import dev.flightwatch.usermanager.testing.RunningUserManager;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import dev.flightwatch.usermanager.testing.UsersCaller;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operations on accounts, from HTTP to the database. */
@ExtendWith({VertxExtension.class, TestDatabases.class})
class AccountsHttpTest {
  private static final String PASSWORD = "correct horse";
  private static final String ORIGIN = "http://localhost:8080";
  private static final String NO_ID = "0b6ad2a2-91a5-4c1e-8a3b-0a4f6c0e7d21";

  private static TestDatabase database;
  private static UsersCaller caller;
  private static Contract contract;
  private String session;

  @BeforeAll
  static void start(Vertx vertx, TestDatabase fresh) {
    database = fresh;
    caller = RunningUserManager.start(vertx, JsonObject.of("database_url", database.url())).users();
    contract = new Contract(vertx);
    caller.register("r1", UsersCaller.ada()).await();
    database.execute("create table registered as select * from users");
  }

  /** Registers Ada and starts a session, without a slow hash. */
  @BeforeEach
  void registerAndLogin() {
    database.execute("delete from users; insert into users select * from registered");
    session = startSession();
  }

  private static String startSession() {
    String token = "fws_" + UUID.randomUUID();
    database.execute(
        "insert into sessions select sha256('"
            + token
            + "'), gen_random_uuid(), id, now(), now() + interval '30 days', now() from users");
    return token;
  }

  private static HttpResponse<Buffer> login(JsonObject body) {
    return send(POST, "/sessions", Map.of(), body);
  }

  private static HttpResponse<Buffer> send(
      HttpMethod method, String path, Map<String, String> headers, JsonObject body) {
    return caller.send(method, path, headers, body).await();
  }

  private String makeToken(String scope) {
    JsonObject body = new JsonObject("{\"name\":\"laptop\",\"scopes\":[\"" + scope + "\"]}");
    HttpResponse<Buffer> made = send(POST, "/tokens", bearer(session), body);
    assertResponse("makeToken", 201, made);
    return made.bodyAsJsonObject().getString("token");
  }

  private static void assertResponse(String operation, int status, HttpResponse<Buffer> response) {
    assertThat(response.statusCode()).isEqualTo(status);
    contract.assertCompliant(operation, response);
  }

  private static void assertProblem(
      String operation, int status, String code, HttpResponse<Buffer> response) {
    assertResponse(operation, status, response);
    assertThat(response.bodyAsJsonObject().getString("code")).isEqualTo(code);
  }

  @Test
  void accountShouldShowNamesSessionsAndTokensButNoSecret() {
    // given
    String token = makeToken("read");
    send(GET, "/sessions/current", bearer(token), null);

    // when
    HttpResponse<Buffer> account = send(GET, "/users/me", bearer(session), null);
    HttpResponse<Buffer> current = send(GET, "/sessions/current", bearer(token), null);
    HttpResponse<Buffer> tokens = send(GET, "/tokens", bearer(session), null);

    // then
    assertResponse("getAccount", 200, account);
    assertResponse("getCurrentSession", 200, current);
    assertResponse("listTokens", 200, tokens);
    JsonObject body = account.bodyAsJsonObject();
    assertThat(body.getString("nome")).isEqualTo("Ada");
    assertThat(body.getJsonArray("sessions").getJsonObject(0).getBoolean("current")).isTrue();
    assertThat(body.getJsonArray("tokens")).isEqualTo(tokens.bodyAsJsonObject().getValue("tokens"));
    assertThat(current.bodyAsJsonObject().getJsonObject("user").getString("id"))
        .isEqualTo(body.getString("id"));
    assertThat(account.bodyAsString() + tokens.bodyAsString() + current.bodyAsString())
        .doesNotContain("argon2", "fws_", "fwp_", "sha256");
  }

  @Test
  void loginShouldFailAlikeForWrongPasswordAndUnknownAddress() {
    // when
    HttpResponse<Buffer> wrong = caller.login("wrong").await();
    HttpResponse<Buffer> unknown =
        send(
            POST,
            "/sessions",
            Map.of(),
            JsonObject.of("email", "nobody@example.com", "password", PASSWORD));

    // then
    assertProblem("startSession", 401, "invalid_credentials", wrong);
    assertProblem("startSession", 401, "invalid_credentials", unknown);
    assertThat(unknown.bodyAsJsonObject().getString("detail"))
        .isEqualTo(wrong.bodyAsJsonObject().getString("detail"));
  }

  @Test
  void everyPasswordCheckShouldBeLimitedTogetherWhileSessionsGoOn() {
    // given
    JsonObject eve = UsersCaller.ada().put("email", "eve@example.com");
    JsonObject wrong = eve.copy().put("password", "wrong");
    JsonObject change = JsonObject.of("password", "new password", "current_password", "wrong");
    caller.register("eve", eve).await();
    String token = login(eve).bodyAsJsonObject().getString("token");
    for (int i = 0; i < 3; i++) {
      assertProblem(
          "updateAccount", 403, "wrong_password", send(PATCH, "/users/me", bearer(token), change));
      assertProblem("deleteUser", 401, "wrong_password", caller.delete(wrong).await());
      assertProblem("startSession", 401, "invalid_credentials", login(wrong));
    }

    // when
    login(wrong);
    HttpResponse<Buffer> limited = login(eve);

    // then
    assertProblem("startSession", 429, "too_many_tries", limited);
    assertThat(Integer.parseInt(limited.getHeader("Retry-After"))).isBetween(800, 900);
    assertProblem("deleteUser", 429, "too_many_tries", caller.delete(eve).await());
    assertProblem(
        "updateAccount", 429, "too_many_tries", send(PATCH, "/users/me", bearer(token), change));
    assertResponse("getAccount", 200, send(GET, "/users/me", bearer(token), null));
  }

  @Test
  void cookieShouldReplaceTokenInBodyAndBeRemovedAtLogout() {
    // given
    JsonObject body = UsersCaller.ada().put("cookie", true);
    Map<String, String> stale = Map.of("Cookie", "session=fws_stale", "Origin", ORIGIN);

    // when
    HttpResponse<Buffer> login = send(POST, "/sessions", stale, body);
    String cookie = login.cookies().get(login.cookies().size() - 1);
    Map<String, String> headers =
        Map.of("Cookie", cookie.substring(0, cookie.indexOf(';')), "Origin", ORIGIN);
    HttpResponse<Buffer> current = send(GET, "/sessions/current", headers, null);
    HttpResponse<Buffer> logout = send(DELETE, "/sessions", headers, null);
    HttpResponse<Buffer> after = send(GET, "/sessions/current", headers, null);

    // then
    assertResponse("startSession", 201, login);
    assertThat(login.bodyAsJsonObject().containsKey("token")).isFalse();
    assertThat(cookie)
        .matches("session=fws_[\\w-]{43}; Max-Age=34560000; Path=/; HttpOnly; SameSite=Strict");
    assertResponse("getCurrentSession", 200, current);
    assertResponse("endSessions", 204, logout);
    assertThat(logout.cookies())
        .isNotEmpty()
        .allMatch(removed -> removed.startsWith("session=; Max-Age=0;"));
    assertProblem("getCurrentSession", 401, "invalid_token", after);
    assertThat(after.cookies())
        .isNotEmpty()
        .allMatch(removed -> removed.startsWith("session=; Max-Age=0;"));
  }

  @Test
  void deletionShouldRemoveTheCookieOfItsOwnSessionOnly() {
    // given
    JsonObject body = UsersCaller.ada();
    body.remove("nome");
    body.remove("cognome");

    // when
    HttpResponse<Buffer> withoutCookie = send(DELETE, "/users", Map.of(), body);
    registerAndLogin();
    Map<String, String> headers = Map.of("Cookie", "session=" + session, "Origin", ORIGIN);
    HttpResponse<Buffer> withCookie = send(DELETE, "/users", headers, body);

    // then
    assertResponse("deleteUser", 202, withoutCookie);
    assertResponse("deleteUser", 202, withCookie);
    assertThat(withoutCookie.cookies()).isEmpty();
    assertThat(withCookie.cookies()).singleElement(STRING).startsWith("session=; Max-Age=0;");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /users, registerUser, 200, ",
    "POST, /sessions, startSession, 201, ",
    "POST, /users, registerUser, 403, http://evil.example",
    "POST, /sessions, startSession, 403, http://evil.example",
    "DELETE, /users, deleteUser, 403, http://evil.example"
  })
  void publicOperationsShouldIgnoreAnInvalidCookieOfTheSameOriginOnly(
      String method, String path, String operation, int status, String origin) {
    // when
    HttpResponse<Buffer> response =
        send(
            HttpMethod.valueOf(method),
            path,
            Map.of(
                "Cookie", "session=fws_stale",
                "Origin", origin == null ? ORIGIN : origin,
                "Request-ID", "again"),
            UsersCaller.ada());

    // then
    assertResponse(operation, status, response);
    assertThat(response.cookies()).hasSize(origin == null ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /users/me, getAccount",
    "PATCH, /users/me, updateAccount",
    "DELETE, /sessions, endSessions",
    "DELETE, /sessions?all=true, endSessions",
    "GET, /tokens, listTokens",
    "POST, /tokens, makeToken",
    "DELETE, /tokens/" + NO_ID + ", revokeToken",
    "GET, /sessions/current, getCurrentSession"
  })
  void operationsShouldRefuseWhoMayNotUseThem(String method, String path, String operation) {
    // given
    String ended = startSession();
    send(DELETE, "/sessions", bearer(ended), null);
    String expired = startSession();
    database.execute(
        "update sessions set expires_at = now() where token_sha256 = sha256('" + expired + "')");
    String write = makeToken("write");
    JsonObject body =
        method.startsWith("P")
            ? new JsonObject("{\"name\":\"a\",\"scopes\":[\"read\"],\"nome\":\"Eve\"}")
            : null;
    HttpMethod verb = HttpMethod.valueOf(method);

    // then
    for (String token : new String[] {"fws_unknown", session + "x", ended, expired}) {
      assertProblem(operation, 401, "invalid_token", send(verb, path, bearer(token), body));
    }
    assertProblem(operation, 403, "insufficient_scope", send(verb, path, bearer(write), body));
    HttpResponse<Buffer> nobody = send(verb, path, Map.of(), body);
    if (operation.equals("getCurrentSession")) {
      assertThat(nobody.bodyAsJsonObject()).isEqualTo(new JsonObject().putNull("user"));
    } else {
      assertProblem(operation, 401, "credentials_required", nobody);
    }
    assertThat(database.value("select string_agg(nome, '') from users")).isEqualTo("Ada");
    database.execute("delete from users");
    for (String token : new String[] {session, write}) {
      assertProblem(operation, 401, "invalid_token", send(verb, path, bearer(token), body));
    }
  }

  @Test
  void tokensOfAnotherUserShouldNotBeFound() {
    // given
    makeToken("read");
    String id = database.value("select id from tokens");
    JsonObject bob = UsersCaller.ada().put("email", "bob@example.com");
    caller.register("bob", bob).await();
    String other = send(POST, "/sessions", Map.of(), bob).bodyAsJsonObject().getString("token");

    // then
    assertProblem(
        "revokeToken", 404, "token_not_found", send(DELETE, "/tokens/" + id, bearer(other), null));
    assertResponse("revokeToken", 204, send(DELETE, "/tokens/" + id, bearer(session), null));
    assertThat(database.value("select count(*) from tokens")).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({", 401", "false, 401", "true, 200"})
  void newPasswordShouldEndOtherSessionsAndTokensUnlessTheyAreKept(Boolean keep, int status) {
    // given
    String other = startSession();
    String token = makeToken("read");
    JsonObject change = JsonObject.of("password", "new password", "current_password", PASSWORD);

    // when
    HttpResponse<Buffer> changed =
        send(
            PATCH,
            "/users/me",
            bearer(session),
            keep == null ? change : change.put("keep_tokens", keep));

    // then
    assertResponse("updateAccount", 200, changed);
    assertThat(changed.bodyAsJsonObject().getJsonArray("tokens")).hasSize(status == 200 ? 1 : 0);
    assertThat(send(GET, "/sessions/current", bearer(token), null).statusCode()).isEqualTo(status);
    assertThat(send(GET, "/users/me", bearer(other), null).statusCode()).isEqualTo(401);
    assertThat(send(GET, "/users/me", bearer(session), null).statusCode()).isEqualTo(200);
  }

  @Test
  void logoutShouldEndAllSessionsWhenAsked() {
    // given
    String other = startSession();

    // when
    HttpResponse<Buffer> logout = send(DELETE, "/sessions?all=true", bearer(session), null);

    // then
    assertResponse("endSessions", 204, logout);
    assertThat(send(GET, "/users/me", bearer(other), null).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/tokens|makeToken|name|{'name':'','scopes':['read']}",
        "POST|/tokens|makeToken|name|{'name':'a\\u0000','scopes':['read']}",
        "POST|/tokens|makeToken|scopes|{'name':'a','scopes':[]}",
        "POST|/tokens|makeToken|scopes|{'name':'a','scopes':['account']}",
        "POST|/tokens|makeToken|expires_in_days|{'name':'a','scopes':['read'],'expires_in_days':0}",
        "POST|/tokens|makeToken|expires_in_days|{'name':'a','scopes':['read'],'expires_in_days':367}",
        "PATCH|/users/me|updateAccount|current_password|{'password':'long enough'}",
        "PATCH|/users/me|updateAccount|password|{'password':'short','current_password':'x'}",
        "PATCH|/users/me|updateAccount|nome|{'nome':'a\\u0000'}",
        "POST|/sessions|startSession|cookie|{'email':'a@b.it','password':'x','cookie':1}",
        "DELETE|/tokens/1|revokeToken|id|",
        "DELETE|/sessions?all=yes|endSessions|all|"
      })
  void invalidInputShouldBeNamed(
      String method, String path, String operation, String field, String body) {
    JsonObject json = body == null ? null : new JsonObject(body.replace('\'', '"'));
    Map<String, String> headers = path.equals("/sessions") ? Map.of() : bearer(session);

    HttpResponse<Buffer> response = send(HttpMethod.valueOf(method), path, headers, json);

    assertProblem(operation, 400, "invalid_request", response);
    assertThat(
            response.bodyAsJsonObject().getJsonArray("errors").getJsonObject(0).getString("field"))
        .isEqualTo(field);
  }
}
