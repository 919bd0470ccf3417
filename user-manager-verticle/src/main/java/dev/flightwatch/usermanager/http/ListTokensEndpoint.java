package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.usermanager.accounts.AccountMessages;
import dev.flightwatch.usermanager.accounts.AccountMessages.FindAccount;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** {@code GET /tokens}: the caller's personal access tokens, without their values. */
record ListTokensEndpoint(String operationId, Bus bus) implements Endpoint {
  @Override
  public Future<Response> handle(Request request) {
    return bus.request(AccountMessages.FIND, new FindAccount(Callers.of(request)))
        .map(
            account ->
                Response.json(
                    200, new JsonObject().put("tokens", AccountJson.tokens(account.tokens()))));
  }
}
