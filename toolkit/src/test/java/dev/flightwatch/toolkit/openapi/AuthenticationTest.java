package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.auth.Authentication;
import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.auth.PublicUrl;
import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.ClientNetworks;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.http.ServedHosts;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials in requests to operations that are public, optional and required. */
@ExtendWith(VertxExtension.class)
class AuthenticationTest {
  private static final String PAGE = "https://things.example";
  private static final String COOKIE = "Cookie: __Host-session=";
  private static final int LATE_MILLIS = 1_200;
  private static final String LONGEST = "x".repeat(256);
  private static final Map<String, String> TOKEN_TO_SCOPE =
      Map.of(
          "good-read",
          "read",
          "good-write",
          "write",
          "late",
          "read",
          "padded==",
          "read",
          LONGEST,
          "read",
          LONGEST + "x",
          "read");

  private static final Map<String, List<String>> CODE_TO_CHALLENGE =
      Map.of(
          "credentials_required",
          List.of("www-authenticate: Bearer"),
          "invalid_token",
          List.of("www-authenticate: Bearer error=\"invalid_token\""),
          "insufficient_scope",
          List.of("www-authenticate: Bearer error=\"insufficient_scope\", scope=\"read\""));

  private static Future<Optional<Identity>> introspect(TokenHash token) {
    if (token.equals(TokenHash.of("away"))) {
      return Future.failedFuture(
          ServiceException.of(ErrorKind.UNAVAILABLE, "unavailable", "It is unavailable."));
    }
    if (token.equals(TokenHash.of("slow"))) {
      return Future.failedFuture(ServiceException.of(ErrorKind.TIMEOUT, "slow", "It is slow."));
    }
    Optional<Identity> identity =
        TOKEN_TO_SCOPE.entrySet().stream()
            .filter(known -> token.equals(TokenHash.of(known.getKey())))
            .findFirst()
            .map(known -> identity(token, known.getValue()));
    Promise<Optional<Identity>> later = Promise.promise();
    if (token.equals(TokenHash.of("unanswered"))) {
      return later.future();
    }
    boolean isLate = token.equals(TokenHash.of("late"));
    CompletableFuture.delayedExecutor(isLate ? LATE_MILLIS : 0, TimeUnit.MILLISECONDS)
        .execute(() -> later.complete(identity));
    return later.future();
  }

  private static Identity identity(TokenHash token, String scope) {
    return new Identity(
        new UUID(0, 1),
        new EmailAddress("sara@unict.it"),
        Set.of(scope),
        Instant.now().plus(Duration.ofDays(1)),
        token);
  }

  private static Future<Response> respond(Request request) {
    if (!Context.isOnEventLoopThread()) {
      throw new IllegalStateException("called on the thread of the introspection");
    }
    return Future.succeededFuture(
        Response.json(
            200,
            JsonObject.of(
                "who",
                request.identity().map(identity -> identity.email().value()).orElse("nobody"),
                "network",
                request.clientNetwork())));
  }

  private static int open(Vertx vertx, boolean isRequired, Set<String> proxies) throws Exception {
    List<Endpoint> endpoints =
        Stream.of("publicThings", "optionalThings", "requiredThings", "changeThings", "begin")
            .<Endpoint>map(id -> new ThingsApi.TestEndpoint(id, AuthenticationTest::respond))
            .toList();
    HttpListenerOptions options =
        new HttpListenerOptions(
            "guarded http",
            "127.0.0.1",
            0,
            HttpLimits.of(64),
            Optional.empty(),
            Set.of(),
            ClientNetworks.trusting(proxies),
            ServedHosts.ANY);
    Authentication authentication =
        new Authentication(
            AuthenticationTest::introspect, PublicUrl.of(URI.create(PAGE + "/x")), isRequired);
    return HttpApiServer.open(vertx, options, "http/guarded.yaml", endpoints, authentication)
        .await(30, TimeUnit.SECONDS)
        .port();
  }

  private static String send(Vertx vertx, int port, String operation, String headers)
      throws Exception {
    String lines =
        headers.isEmpty()
            ? ""
            : headers.replace(" | ", "\r\n").replace('~', ';').replace("LONGEST", LONGEST) + "\r\n";
    return RawHttpClient.connect(vertx, port)
        .send(operation + " HTTP/1.1\r\nHost: x\r\n" + lines + "Connection: close\r\n\r\n")
        .awaitClose();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        "GET /public; -; 200 nobody",
        "GET /public?token=good-read&access_token=good-read; -; 200 nobody",
        "GET /public; Authorization: Bearer good-read; 200 sara@unict.it",
        "GET /public; Authorization: Bearer   good-read; 200 sara@unict.it",
        "GET /public; Authorization: Bearer padded==; 200 sara@unict.it",
        "GET /public; Authorization: Bearer LONGEST; 200 sara@unict.it",
        "GET /public; Authorization: Bearer LONGESTx; 401 invalid_token",
        "GET /public; Authorization: Bearer GOOD-READ; 401 invalid_token",
        "GET /public; Authorization: Bearer slow; 200 nobody",
        "GET /public; Authorization: Bearer unanswered; 200 nobody",
        "GET /public; " + COOKIE + "unanswered; 200 nobody",
        "GET /public; Authorization: Bearer unknown; 401 invalid_token",
        "GET /public; Authorization: Bearer away; 200 nobody",
        "GET /public; Authorization: Basic c2FyYTp4; 401 invalid_token",
        "GET /public; Authorization: Bearer; 401 invalid_token",
        "GET /public; Authorization: Bearer good-read x; 401 invalid_token",
        "GET /public; Authorization: Bearer a | Authorization: Bearer b; 400 several_credentials",
        "GET /public; " + COOKIE + "unknown; 200 nobody",
        "GET /public; " + COOKIE + "away; 200 nobody",
        "GET /public; Cookie: session=good-read; 200 nobody",
        "GET /optional; -; 200 nobody",
        "GET /optional; Authorization: bearer good-read; 200 sara@unict.it",
        "GET /optional; Authorization: Bearer good-write; 403 insufficient_scope",
        "GET /optional; Authorization: Bearer unknown; 401 invalid_token",
        "GET /optional; Authorization: Bearer away; 503 unavailable",
        "GET /optional; Authorization: Bearer slow; 503 slow",
        "GET /optional; Authorization: Bearer late; 200 sara@unict.it",
        "GET /optional; " + COOKIE + "good-read; 200 sara@unict.it",
        "GET /optional; " + COOKIE + "unknown; 401 invalid_token",
        "GET /optional; " + COOKIE + "good-read~ __Host-session=fixed; 401 invalid_token",
        "GET /optional; " + COOKIE + "fixed~ __Host-session=good-read; 401 invalid_token",
        "GET /optional; " + COOKIE + "good-read | " + COOKIE + "fixed; 401 invalid_token",
        "GET /optional; " + COOKIE + "away; 503 unavailable",
        "GET /optional; "
            + COOKIE
            + "good-read | Authorization: Bearer good-read;"
            + " 400 several_credentials",
        "GET /required; -; 401 credentials_required",
        "GET /required; Authorization: Bearer good-read; 200 sara@unict.it",
        "DELETE /required; Authorization: Bearer good-write; 200 sara@unict.it",
        "DELETE /required; Authorization: Bearer good-write | Origin: https://evil.example;"
            + " 200 sara@unict.it",
        "DELETE /required; "
            + COOKIE
            + "good-write | Origin: https://things.example;"
            + " 200 sara@unict.it",
        "DELETE /required; " + COOKIE + "good-write; 403 wrong_origin",
        "DELETE /required; " + COOKIE + "good-write | Origin: null; 403 wrong_origin",
        "DELETE /required; "
            + COOKIE
            + "good-write | Origin: https://evil.example;"
            + " 403 wrong_origin",
        "POST /begin; -; 200 nobody",
        "POST /begin; Origin: https://things.example; 200 nobody",
        "DELETE /required; "
            + COOKIE
            + "good-write | Origin: https://things.example.evil.example;"
            + " 403 wrong_origin",
        "POST /begin; Origin: https://evil.example; 403 wrong_origin",
        "POST /begin; Origin: https://things.example.evil.example; 403 wrong_origin",
        "POST /begin; " + COOKIE + "good-write; 403 wrong_origin",
      })
  void responseShouldDependOnTheCredentials(
      String operation, String headers, String expected, Vertx vertx) throws Exception {
    String[] statusAndText = expected.split(" ");

    String response =
        send(vertx, open(vertx, false, Set.of()), operation, headers == null ? "" : headers);

    assertThat(response)
        .startsWith("HTTP/1.1 " + statusAndText[0])
        .contains("\"" + statusAndText[1] + "\"");
    assertThat(response.lines().filter(line -> line.startsWith("www-authenticate: ")))
        .isEqualTo(CODE_TO_CHALLENGE.getOrDefault(statusAndText[1], List.of()));
    boolean isInvalidCookie = headers != null && headers.matches(COOKIE + "(unknown|.*fixed.*)");
    assertThat(response.contains("set-cookie: __Host-session=; Max-Age=0; Path=/; HttpOnly;"))
        .isEqualTo(isInvalidCookie);
  }

  @Test
  void headShouldNeedNoOrigin(Vertx vertx) throws Exception {
    assertThat(send(vertx, open(vertx, false, Set.of()), "HEAD /optional", COOKIE + "good-read"))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource({"/public, 200", "/optional, 401", "/required, 401"})
  void optionalCredentialsShouldBeRequiredWhereTheServiceRequiresThem(
      String path, String status, Vertx vertx) throws Exception {
    assertThat(send(vertx, open(vertx, true, Set.of()), "GET " + path, ""))
        .startsWith("HTTP/1.1 " + status);
  }
}
