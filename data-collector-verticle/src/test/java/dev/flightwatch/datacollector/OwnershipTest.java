package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.FakeUserManager;
import dev.flightwatch.datacollector.testing.HttpReply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers with and without credentials may do with the interests of an address. */
class OwnershipTest {
  private static final String SARA = "sara@unict.it";
  private static final String LUCA = "luca@unict.it";

  private static final FakeUserManager users = new FakeUserManager();

  @AutoClose
  private static final ServiceRig open = new ServiceRig(users, (vertx, config) -> config);

  @AutoClose
  private static final ServiceRig closed =
      new ServiceRig(users, (vertx, config) -> config.put("auth_required", true));

  @BeforeAll
  static void addTokens() {
    users.addToken("sara", SARA, "read", "write");
    users.addToken("sara-reads", SARA, "read");
    users.addToken("luca", LUCA, "read", "write");
    // The first call to the user manager takes long on a busy machine.
    send(open, "POST /interests {\"airport\":\"EDDF\"}", "luca");
    send(closed, "POST /interests {\"airport\":\"EDDF\"}", "luca");
  }

  private static HttpReply send(ServiceRig rig, String operation, String token) {
    String[] parts = operation.split(" ", 3);
    Map<String, String> headers =
        token == null
            ? Map.of("Content-Type", "application/json")
            : Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token);
    Buffer body = Buffer.buffer(parts.length == 3 ? parts[2] : "");
    return await(rig.http.send(HttpMethod.valueOf(parts[0]), parts[1], headers, body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        // operation; without credentials, the same with AUTH_REQUIRED; owner, read-only, other
        "POST /interests {\"email\":\"SARA@unict.it\",\"airport\":\"LICC\"};"
            + " 200; 401; 200; 403; 403",
        "POST /interests {\"airport\":\"LICC\"}; 400; 401; 200; 403; 200",
        "GET /interests?email=sara@unict.it; 200; 401; 200; 200; 403",
        "GET /interests; 400; 401; 200; 200; 200",
        "GET /flights/my-interests?email=sara@unict.it; 200; 401; 200; 200; 403",
        "GET /flights/my-interests; 400; 401; 200; 200; 200",
        "DELETE /interests?email=sara@unict.it; 200; 401; 200; 403; 403",
        "DELETE /interests; 400; 401; 200; 403; 200",
        "GET /flights/last?airport=LIRF; 404; 404; 404; 404; 404",
        "GET /flights/average?airport=LIRF&days=1; 200; 200; 200; 200; 200",
        "GET /airports?query=catania; 200; 200; 200; 200; 200",
        "GET /airports/LICC; 200; 200; 200; 200; 200",
        "GET /airports/LICC/flights; 200; 200; 200; 200; 200",
        "GET /airports/LICC/statistics; 200; 200; 200; 200; 200"
      })
  void statusShouldDependOnTheCallerAndTheSetting(
      String operation, int none, int noneWhenRequired, int owner, int readOnly, int other) {
    for (ServiceRig rig : new ServiceRig[] {open, closed}) {
      assertThat(send(rig, operation, null).status())
          .isEqualTo(rig == open ? none : noneWhenRequired);
      assertThat(send(rig, operation, "sara-reads").status()).isEqualTo(readOnly);
      assertThat(send(rig, operation, "luca").status()).isEqualTo(other);
      assertThat(send(rig, operation, "sara").status()).isEqualTo(owner);
      assertThat(send(rig, operation, "revoked").status()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /interests", "DELETE /interests", "GET /flights/my-interests"})
  void addressShouldBeRequiredWithoutCredentials(String operation) {
    assertThat(send(open, operation, null).json().getJsonArray("errors"))
        .containsExactly(JsonObject.of("field", "email", "message", "is required"));
  }

  @Test
  void anotherAddressShouldBeNamedAsTheReason() {
    assertThat(send(open, "GET /interests?email=" + LUCA, "sara").code())
        .isEqualTo("not_your_address");
  }

  @Test
  void cachedResponsesShouldNotBeSharedByTwoTokens() {
    send(open, "POST /interests {\"airport\":\"LICC\"}", "sara");
    send(open, "POST /interests {\"airport\":\"LIRF\"}", "luca");

    for (String path : new String[] {"/interests", "/flights/my-interests"}) {
      for (int i = 0; i < 3; i++) {
        assertThat(send(open, "GET " + path, "sara").json().getString("user")).isEqualTo(SARA);
        assertThat(send(open, "GET " + path, "luca").json().getString("user")).isEqualTo(LUCA);
      }
    }
  }

  @Test
  void repeatedRequestsShouldAskOnceAboutAToken() {
    users.addToken("once", SARA, "read");
    int before = users.tokenChecks();

    Stream.generate(() -> "GET /interests").limit(5).forEach(get -> send(open, get, "once"));

    assertThat(users.tokenChecks() - before).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /interests?email=sara@unict.it", "POST /interests {}"})
  void invalidTokenShouldBeReportedBeforeAnInvalidRequest(String operation) {
    HttpReply reply = send(open, operation + "&limit=x", "unknown");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
  }

  @Test
  void publicOperationsShouldBeServedWhileTheUserManagerIsUnavailable() {
    FakeUserManager stopped = new FakeUserManager();
    stopped.addToken("sara", SARA, "read");
    try (ServiceRig rig = new ServiceRig(stopped, (vertx, config) -> config)) {
      assertThat(send(rig, "GET /interests", "sara").status()).isEqualTo(200);
      stopped.close();

      assertThat(send(rig, "GET /interests", "sara").status()).isEqualTo(200);
      assertThat(send(rig, "GET /airports/LIRF", "luca").status()).isEqualTo(200);
      HttpReply unknown = send(rig, "GET /interests", "luca");
      assertThat(unknown.status()).isEqualTo(503);
      assertThat(unknown.json().getString("code")).isEqualTo("user_manager_away");
    }
  }

  @Test
  void tokensShouldNotBeUsableWithAUserManagerOfAPreviousVersion() {
    FakeUserManager previous = new FakeUserManager(false);
    try (ServiceRig rig = new ServiceRig(previous, (vertx, config) -> config)) {
      HttpReply reply = send(rig, "GET /interests", "sara");

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.json().getString("code")).isEqualTo("user_manager_outdated");
      assertThat(rig.follow(SARA, "LICC").status()).isEqualTo(200);
      assertThat(rig.stored("interests", new JsonObject())).isEqualTo(1);
    }
  }
}
