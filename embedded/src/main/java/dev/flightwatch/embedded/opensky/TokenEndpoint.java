package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** The token endpoint of Keycloak, for the grant type {@code client_credentials}. */
final class TokenEndpoint implements EmulatorEndpoint {

  static final String PATH = "/auth/realms/opensky-network/protocol/openid-connect/token";
  static final String SCOPE = "profile email";
  static final EmulatorResponse INVALID_CLIENT =
      error(401, "invalid_client", "Invalid client or Invalid client credentials");

  private final EmulatedAccount account;
  private final AccessTokens tokens;

  TokenEndpoint(EmulatedAccount account, AccessTokens tokens) {
    this.account = account;
    this.tokens = tokens;
  }

  @Override
  public EmulatorResponse respond(HttpServerRequest request) {
    String grantType = request.getFormAttribute("grant_type");
    if (grantType == null) {
      return error(400, "invalid_request", "Missing form parameter: grant_type");
    }
    if (!grantType.equals("client_credentials")) {
      return error(400, "unsupported_grant_type", "Unsupported grant_type");
    }
    if (!account.clientId().equals(request.getFormAttribute("client_id"))
        || !account.clientSecret().equals(request.getFormAttribute("client_secret"))) {
      return INVALID_CLIENT;
    }
    return EmulatorResponse.json(
        200,
        new JsonObject()
            .put("access_token", tokens.issue(account.clientId()))
            .put("expires_in", account.tokenLifetime().toSeconds())
            .put("refresh_expires_in", 0)
            .put("token_type", "Bearer")
            .put("not-before-policy", 0)
            .put("scope", SCOPE));
  }

  private static EmulatorResponse error(int status, String error, String description) {
    return EmulatorResponse.json(
        status, new JsonObject().put("error", error).put("error_description", description));
  }
}
