package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.usermanager.accounts.AccountMessages;
import io.vertx.core.Future;

/** {@code POST /tokens}: makes a personal access token, which is shown once. */
record MakeTokenEndpoint(String operationId, Bus bus) implements Endpoint {
  @Override
  public Future<Response> handle(Request request) {
    return bus.request(AccountMessages.MAKE_TOKEN, UserRequests.makeToken(request))
        .map(
            made -> Response.json(201, AccountJson.token(made.token()).put("token", made.value())));
  }
}
