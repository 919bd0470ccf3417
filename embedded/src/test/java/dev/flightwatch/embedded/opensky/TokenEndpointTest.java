package dev.flightwatch.embedded.opensky;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTest {

  @RegisterExtension final RunningEmulator target = new RunningEmulator();

  @Test
  void tokenShouldHaveTheFormOfKeycloaksWhenClientIsKnown() throws TimeoutException {
    // when
    JsonObject body = target.requestToken().json();

    // then
    assertThat(target.emulator.tokenUrl())
        .endsWith("/auth/realms/opensky-network/protocol/openid-connect/token");
    assertThat((String) body.remove("access_token")).matches("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    assertThat(body).isEqualTo(JsonObject.of("expires_in", 1800, "token_type", "Bearer"));
  }

  @ParameterizedTest
  @CsvSource({
    "client_credentials, emulated-client, wrong, 401, invalid_client",
    "client_credentials, wrong, emulated-secret, 401, invalid_client",
    "password, emulated-client, emulated-secret, 400, unsupported_grant_type"
  })
  void tokenShouldBeDeniedWhenTheRequestIsWrong(
      String grantType, String client, String secret, int status, String error)
      throws TimeoutException {
    // when
    Reply reply =
        target.requestToken(
            "grant_type=%s&client_id=%s&client_secret=%s".formatted(grantType, client, secret));

    // then
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().getString("error")).isEqualTo(error);
    assertThat(reply.json().getString("error_description")).isNotEmpty();
  }

  @Test
  void apiShouldAcceptATokenUntilItExpires() throws TimeoutException {
    target.authorized().clock.advance(Duration.ofSeconds(1_799));
    assertThat(target.get("/states/all").status()).isEqualTo(200);
    target.clock.advance(Duration.ofSeconds(1));
    assertThat(target.get("/states/all").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer made-up", "Basic dXNlcjpwYXNz", "Bearer ", ""})
  void apiShouldRejectOtherAuthorizations(String authorization) throws TimeoutException {
    target.authorized().authorization(authorization);
    assertThat(target.get("/states/all").status()).isEqualTo(401);
    assertThat(target.departures("EDDF").status()).isEqualTo(401);
    assertThat(target.emulator.credits().remaining()).isEqualTo(4_000);
  }
}
