package dev.flightwatch.standalone;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.Curl.Reply;
import dev.flightwatch.standalone.contract.ApiDocument;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use which operation: every operation of every OpenAPI document, by every caller. */
class AccessIT {
  private static final String SARA = "sara@unict.it";
  private static final String LUCA = "luca@unict.it";
  private static final String PASSWORD = "correct-horse-battery";
  private static final List<String> DOCUMENTS =
      List.of("openapi/user-manager.yaml", "openapi/data-collector.yaml");

  /**
   * Operation, request, and the statuses: without credentials, the same with AUTH_REQUIRED, then
   * with the token of another user, a token of the owner that may only read, and the owner's
   * session.
   */
  private static final String DECISIONS =
      """
      registerUser      | POST /users {"email":"sara@unict.it","password":"another-secret"} | 200 200 200 200 200
      deleteUser        | DELETE /users {"email":"nobody@unict.it","password":"not-the-password"}   | 404 404 404 404 404
      getAccount        | GET /users/me                                                  | 401 401 200 403 200
      updateAccount     | PATCH /users/me {"nome":"S"}                                   | 401 401 200 403 200
      startSession      | POST /sessions {"email":"none@unict.it","password":"not-the-password"}    | 401 401 401 401 401
      getCurrentSession | GET /sessions/current                                          | 200 200 200 200 200
      listTokens        | GET /tokens                                                    | 401 401 200 403 200
      makeToken         | POST /tokens {"name":"t","scopes":["read"]}                    | 401 401 201 403 201
      revokeToken       | DELETE /tokens/00000000-0000-0000-0000-000000000000            | 401 401 404 403 404
      followAirport     | POST /interests {"email":"sara@unict.it","airport":"LICC"}     | 200 401 403 403 200
      listInterests     | GET /interests?email=sara@unict.it                             | 200 401 403 200 200
      flightsOfInterests| GET /flights/my-interests?email=sara@unict.it                  | 200 401 403 200 200
      removeInterests   | DELETE /interests?email=sara@unict.it                          | 200 401 403 403 200
      lastFlight        | GET /flights/last?airport=NONE                                 | 404 404 404 404 404
      averageFlights    | GET /flights/average?airport=NONE&days=1                       | 200 200 200 200 200
      findAirports      | GET /airports?query=catania                                    | 200 200 200 200 200
      airportDetails    | GET /airports/LICC                                             | 200 200 200 200 200
      airportFlights    | GET /airports/LICC/flights                                     | 200 200 200 200 200
      stream            | HEAD /stream?airports=LICC                                     | 200 200 200 200 200
      airportStatistics | GET /airports/LICC/statistics                                  | 200 200 200 200 200
      airportAircraft   | GET /airports/LICC/aircraft                                    | 200 200 200 200 200
      endSessions       | DELETE /sessions                                               | 401 401 204 403 204
      """;

  @TempDir Path data;

  private record Decision(String operation, String method, URI uri, String body, int[] statuses) {}

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void statusShouldBeAsDecidedForEveryOperationAndCaller(String required) throws Exception {
    try (FlightwatchProcess target =
        FlightwatchProcess.start(data, Map.of("AUTH_REQUIRED", required)).awaitReady()) {
      URI users = target.userManager();
      String sara = newSession(users, SARA);
      String luca = newSession(users, LUCA);
      String reading = newToken(users, sara).getString("token");
      List<String> ended = endedTokens(target);
      List<String> wrong = new ArrayList<>();
      List<Decision> decisions = decisions(target);
      for (Decision each : decisions) {
        int none = each.statuses()[required.equals("true") ? 1 : 0];
        check(each, null, none, wrong);
        check(each, luca, each.statuses()[2], wrong);
        check(each, reading, each.statuses()[3], wrong);
        check(each, sara, each.statuses()[4], wrong);
        ended.forEach(token -> check(each, token, 401, wrong));
      }
      assertThat(wrong).isEmpty();
      assertThat(decisions.stream().map(Decision::operation).collect(toSet()))
          .isEqualTo(
              DOCUMENTS.stream()
                  .flatMap(document -> ApiDocument.read(document).operations().stream())
                  .map(ApiDocument.Operation::id)
                  .collect(toSet()));
      assertThat(target.printedSecrets(List.of(sara, luca, reading))).isEmpty();
    }
  }

  private static List<Decision> decisions(FlightwatchProcess target) {
    return DECISIONS
        .lines()
        .map(
            line -> {
              String[] parts = line.split("\\|");
              String[] request = parts[1].strip().split(" ", 3);
              boolean ofUsers = request[1].matches("/(users|sessions|tokens).*");
              return new Decision(
                  parts[0].strip(),
                  request[0],
                  (ofUsers ? target.userManager() : target.dataCollector()).resolve(request[1]),
                  request.length < 3 ? null : request[2],
                  Stream.of(parts[2].strip().split(" ")).mapToInt(Integer::parseInt).toArray());
            })
        .toList();
  }

  private static void check(Decision each, String token, int expected, List<String> wrong) {
    JsonObject body = each.body() == null ? null : new JsonObject(each.body());
    String requestId =
        each.operation().equals("registerUser") ? UUID.randomUUID().toString() : null;
    Reply reply = Curl.sendAs(token, each.method(), each.uri(), body, requestId);
    if (reply.status() != expected) {
      wrong.add(
          "%s as %s: %d instead of %d %s"
              .formatted(each.operation(), token, reply.status(), expected, reply.text()));
    }
  }

  /** Returns tokens that were revoked, have expired, or whose user was deleted. */
  private List<String> endedTokens(FlightwatchProcess target) throws Exception {
    URI users = target.userManager();
    String sara = newSession(users, SARA);
    JsonObject revoked = newToken(users, sara);
    assertThat(
            Curl.sendAs(
                    sara, "DELETE", users.resolve("/tokens/" + revoked.getString("id")), null, null)
                .status())
        .isEqualTo(204);
    JsonObject expired = newToken(users, sara);
    try (DatabaseContents stored = DatabaseContents.of(target, data)) {
      stored.expireToken(expired.getString("id"));
    }
    String gone = newSession(users, "gone@unict.it");
    assertThat(Curl.delete(users, "/users", account("gone@unict.it")).status()).isEqualTo(200);
    return List.of(
        revoked.getString("token"),
        expired.getString("token"),
        gone,
        sara.substring(0, sara.length() - 1),
        "x");
  }

  private static JsonObject account(String email) {
    return JsonObject.of("email", email, "password", PASSWORD);
  }

  private static String newSession(URI users, String email) {
    assertThat(Curl.register(users, UUID.randomUUID().toString(), account(email)).join().status())
        .isIn(200, 201);
    return Curl.post(users, "/sessions", account(email)).json().getString("token");
  }

  private static JsonObject newToken(URI users, String session) {
    JsonObject body = JsonObject.of("name", "t", "scopes", JsonArray.of("read"));
    return Curl.sendAs(session, "POST", users.resolve("/tokens"), body, null).json();
  }
}
