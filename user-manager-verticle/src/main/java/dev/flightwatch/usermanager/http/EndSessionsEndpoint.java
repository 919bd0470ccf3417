package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.auth.PublicUrl;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.usermanager.accounts.AccountMessages;
import dev.flightwatch.usermanager.accounts.AccountMessages.EndSessions;
import io.vertx.core.Future;

/** {@code DELETE /sessions}: ends the caller's session, or all of them, and removes the cookie. */
record EndSessionsEndpoint(String operationId, Bus bus, PublicUrl publicUrl) implements Endpoint {
  @Override
  public Future<Response> handle(Request request) {
    boolean all = "true".equals(request.query("all"));
    EndSessions end = new EndSessions(Callers.of(request), all, request.clientNetwork());
    return bus.request(AccountMessages.END_SESSIONS, end)
        .map(
            ended ->
                UserRequests.noContent().withHeader("Set-Cookie", publicUrl.noSessionCookie()));
  }
}
