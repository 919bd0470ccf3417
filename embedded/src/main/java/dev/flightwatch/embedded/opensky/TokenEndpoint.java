package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** The token endpoint of Keycloak, for the grant type {@code client_credentials}. */
record TokenEndpoint(OpenSkyEmulator emulator) {
  static final String PATH = "/auth/realms/opensky-network/protocol/openid-connect/token";
  static final EmulatorResponse INVALID_CLIENT =
      error(401, "invalid_client", "Invalid client or Invalid client credentials");

  EmulatorResponse issue(HttpServerRequest request) {
    if (!"client_credentials".equals(request.getFormAttribute("grant_type"))) {
      return error(400, "unsupported_grant_type", "Unsupported grant_type");
    }
    EmulatedAccount account = emulator.options().account();
    if (!account.clientId().equals(request.getFormAttribute("client_id"))
        || !account.clientSecret().equals(request.getFormAttribute("client_secret"))) {
      return INVALID_CLIENT;
    }
    return EmulatorResponse.json(
        200,
        new JsonObject()
            .put("access_token", emulator.tokens().issue())
            .put("expires_in", AccessTokens.LIFETIME.toSeconds())
            .put("token_type", "Bearer"));
  }

  private static EmulatorResponse error(int status, String error, String description) {
    return EmulatorResponse.json(
        status, new JsonObject().put("error", error).put("error_description", description));
  }
}
