package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.usermanager.accounts.AccountMessages;
import dev.flightwatch.usermanager.accounts.AccountMessages.UpdateAccount;
import io.vertx.core.Future;

/** {@code PATCH /users/me}: changes names or password of the caller. */
record UpdateAccountEndpoint(String operationId, Bus bus) implements Endpoint {
  @Override
  public Future<Response> handle(Request request) {
    UpdateAccount update = UserRequests.updateAccount(request);
    return bus.request(AccountMessages.UPDATE, update)
        .map(account -> Response.json(200, AccountJson.account(account, update.caller())));
  }
}
