package dev.flightwatch.embedded.opensky;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenEndpointTest {

  private static final String BEGIN = "2026-03-10T10:00:00Z";
  private static final String END = "2026-03-10T12:00:00Z";

  private final RunningEmulator target = new RunningEmulator();

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void tokenUrlShouldHaveKeycloaksPath() {
    assertThat(target.emulator.tokenUrl())
        .endsWith("/auth/realms/opensky-network/protocol/openid-connect/token");
  }

  @Test
  void tokenShouldHaveTheFormatOfKeycloakWhenClientIsKnown() {
    // when
    HttpResponse<Buffer> response = target.requestToken("emulated-client", "emulated-secret");

    // then
    JsonObject body = response.bodyAsJsonObject();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(body.getString("access_token").split("\\.")).hasSize(3);
    body.remove("access_token");
    assertThat(body)
        .isEqualTo(
            new JsonObject()
                .put("expires_in", 1800)
                .put("refresh_expires_in", 0)
                .put("token_type", "Bearer")
                .put("not-before-policy", 0)
                .put("scope", "profile email"));
  }

  @Test
  void tokenShouldBeDeniedWhenClientOrSecretIsWrong() {
    for (List<String> client :
        List.of(List.of("emulated-client", "wrong"), List.of("wrong", "emulated-secret"))) {
      // when
      HttpResponse<Buffer> response = target.requestToken(client.get(0), client.get(1));

      // then
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.bodyAsString())
          .isEqualTo(
              "{\"error\":\"invalid_client\","
                  + "\"error_description\":\"Invalid client or Invalid client credentials\"}");
    }
  }

  @Test
  void tokenShouldBeDeniedWhenGrantTypeIsNotSupported() {
    // when
    HttpResponse<Buffer> password =
        target.postToken(MultiMap.caseInsensitiveMultiMap().add("grant_type", "password"));
    HttpResponse<Buffer> none =
        target.postToken(MultiMap.caseInsensitiveMultiMap().add("client_id", "x"));

    // then
    assertThat(password.statusCode()).isEqualTo(400);
    assertThat(password.bodyAsJsonObject().getString("error")).isEqualTo("unsupported_grant_type");
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(none.bodyAsJsonObject().getString("error")).isEqualTo("invalid_request");
  }

  @Test
  void apiShouldAcceptATokenUntilItExpires() {
    // given
    String token = target.token();

    // when
    target.clock.advance(Duration.ofSeconds(1_799));
    int before = target.departures(token, "EDDF", BEGIN, END).statusCode();
    target.clock.advance(Duration.ofSeconds(1));
    int after = target.departures(token, "EDDF", BEGIN, END).statusCode();

    // then
    assertThat(before).isEqualTo(200);
    assertThat(after).isEqualTo(401);
  }

  @Test
  void apiShouldAcceptOnlyANewTokenWhenAllHaveExpired() {
    // given
    String old = target.token();
    target.emulator.expireTokens();

    // when
    int withOld = target.departures(old, "EDDF", BEGIN, END).statusCode();
    int withNew = target.departures(target.token(), "EDDF", BEGIN, END).statusCode();

    // then
    assertThat(withOld).isEqualTo(401);
    assertThat(withNew).isEqualTo(200);
  }

  @Test
  void apiShouldRejectUnknownTokensAndBasicAuthentication() {
    for (String authorization : List.of("Bearer made-up", "Basic dXNlcjpwYXNz", "Bearer ")) {
      // when
      HttpResponse<Buffer> response =
          target.getWithAuthorization(
              authorization, RunningEmulator.departuresPath("EDDF", BEGIN, END));

      // then
      assertThat(response.statusCode()).isEqualTo(401);
    }
  }
}
