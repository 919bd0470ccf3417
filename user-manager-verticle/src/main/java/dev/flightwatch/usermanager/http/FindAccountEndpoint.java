package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.usermanager.accounts.AccountMessages;
import dev.flightwatch.usermanager.accounts.AccountMessages.ExportAccount;
import io.vertx.core.Future;

/** {@code GET /users/me}: all that is stored about the caller. */
record FindAccountEndpoint(String operationId, Bus bus) implements Endpoint {
  @Override
  public Future<Response> handle(Request request) {
    Identity caller = Callers.of(request);
    ExportAccount export = new ExportAccount(caller, request.clientNetwork());
    return bus.request(AccountMessages.EXPORT, export)
        .map(account -> Response.json(200, AccountJson.account(account, caller)));
  }
}
