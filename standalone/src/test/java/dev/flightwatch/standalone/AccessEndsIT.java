package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.Curl.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a token works in the data collector after it has ended in the user manager. */
@Tag("chaos")
class AccessEndsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path data;

  private enum Ending {
    TOKEN_REVOKED,
    LOGGED_OUT,
    PASSWORD_CHANGED,
    USER_DELETED;

    String email() {
      return name().toLowerCase(Locale.ROOT) + "@unict.it";
    }

    JsonObject account() {
      return JsonObject.of("email", email(), "password", "correct-horse");
    }
  }

  @Test
  void accessShouldEndAndLeaveNothingBehind() throws Exception {
    try (FlightwatchProcess target = FlightwatchProcess.start(data, Map.of()).awaitReady();
        DatabaseContents stored = DatabaseContents.of(target, data)) {
      // given: the data collector knows the tokens
      Map<Ending, String> tokens = new EnumMap<>(Ending.class);
      for (Ending each : Ending.values()) {
        tokens.put(each, usedToken(target, each));
      }

      // when
      for (Ending each : Ending.values()) {
        end(target.userManager(), each, tokens.get(each));
      }
      long ended = System.nanoTime();

      // then
      assertThat(follow(target.dataCollector(), tokens.get(Ending.USER_DELETED), "LIRF").status())
          .isEqualTo(404);
      assertThat(
              ChaosRun.await(
                  LIMIT,
                  () ->
                      tokens.values().stream()
                          .allMatch(token -> read(target.dataCollector(), token) == 401)))
          .isTrue();
      Duration taken = Duration.ofNanos(System.nanoTime() - ended);
      ChaosRun.print("tokens ended: the last was refused after %d ms", taken.toMillis());
      assertThat(stored.interests()).doesNotContainKey(Ending.USER_DELETED.email());
    }
  }

  private static String usedToken(FlightwatchProcess target, Ending each) {
    URI users = target.userManager();
    assertThat(Curl.register(users, each.email(), each.account()).join().status()).isEqualTo(201);
    String session = login(users, each);
    String token =
        each == Ending.TOKEN_REVOKED
            ? Curl.sendAs(
                    session,
                    "POST",
                    users.resolve("/tokens"),
                    JsonObject.of("name", "t", "scopes", JsonArray.of("read", "write")),
                    null)
                .json()
                .getString("token")
            : session;
    assertThat(follow(target.dataCollector(), token, "LICC").status()).isEqualTo(200);
    return token;
  }

  private static String login(URI users, Ending each) {
    return Curl.post(users, "/sessions", each.account()).json().getString("token");
  }

  private static void end(URI users, Ending each, String token) {
    Reply reply =
        switch (each) {
          case TOKEN_REVOKED -> {
            String session = login(users, each);
            String id =
                Curl.sendAs(session, "GET", users.resolve("/tokens"), null, null)
                    .json()
                    .getJsonArray("tokens")
                    .getJsonObject(0)
                    .getString("id");
            yield Curl.sendAs(session, "DELETE", users.resolve("/tokens/" + id), null, null);
          }
          case LOGGED_OUT -> Curl.sendAs(token, "DELETE", users.resolve("/sessions"), null, null);
          case PASSWORD_CHANGED ->
              Curl.sendAs(
                  login(users, each),
                  "PATCH",
                  users.resolve("/users/me"),
                  JsonObject.of("password", "battery-staple", "current_password", "correct-horse"),
                  null);
          case USER_DELETED -> Curl.delete(users, "/users", each.account());
        };
    assertThat(reply.status()).as(each + ": " + reply.text()).isIn(200, 204);
  }

  private static Reply follow(URI dataCollector, String token, String airport) {
    return Curl.sendAs(
        token,
        "POST",
        dataCollector.resolve("/interests"),
        JsonObject.of("airport", airport),
        UUID.randomUUID().toString());
  }

  private static int read(URI dataCollector, String token) {
    return Curl.sendAs(token, "GET", dataCollector.resolve("/interests"), null, null).status();
  }
}
