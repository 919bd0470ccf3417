package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.usermanager.accounts.AccountMessages;
import dev.flightwatch.usermanager.accounts.AccountMessages.RevokeToken;
import io.vertx.core.Future;
import java.util.UUID;

/** {@code DELETE /tokens/{id}}: revokes a personal access token of the caller. */
record RevokeTokenEndpoint(String operationId, Bus bus) implements Endpoint {
  @Override
  public Future<Response> handle(Request request) {
    UUID id = UUID.fromString(request.path("id"));
    RevokeToken revoke = new RevokeToken(Callers.of(request), id, request.clientNetwork());
    return bus.request(AccountMessages.REVOKE_TOKEN, revoke)
        .map(revoked -> UserRequests.noContent());
  }
}
