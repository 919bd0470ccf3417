package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.usermanager.accounts.AccountMessages;
import dev.flightwatch.usermanager.accounts.AccountMessages.FindAccount;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** {@code GET /sessions/current}: who the caller is, if anybody. */
record CurrentSessionEndpoint(String operationId, Bus bus) implements Endpoint {
  @Override
  public Future<Response> handle(Request request) {
    return request
        .identity()
        .map(this::current)
        .orElseGet(() -> Future.succeededFuture(new JsonObject().putNull("user")))
        .map(body -> Response.json(200, body));
  }

  private Future<JsonObject> current(Identity caller) {
    return bus.request(AccountMessages.FIND, new FindAccount(caller))
        .map(
            account ->
                new JsonObject()
                    .put("user", AccountJson.user(account))
                    .put("expires_at", AccountJson.time(caller.expiresAt())));
  }
}
