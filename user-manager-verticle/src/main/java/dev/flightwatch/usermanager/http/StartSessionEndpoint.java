package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.auth.PublicUrl;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.usermanager.accounts.AccountMessages;
import dev.flightwatch.usermanager.accounts.AccountMessages.SessionStarted;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** {@code POST /sessions}: starts a session, whose token is in the body or in a cookie. */
record StartSessionEndpoint(String operationId, Bus bus, PublicUrl publicUrl) implements Endpoint {
  /** The longest that browsers allow: the service knows when the session ends, after each use. */
  private static final Duration COOKIE_LIFETIME = Duration.ofDays(400);

  @Override
  public Future<Response> handle(Request request) {
    boolean inCookie = request.body().getBoolean("cookie", false);
    return bus.request(AccountMessages.START_SESSION, UserRequests.startSession(request))
        .map(started -> inCookie ? withCookie(started) : withToken(started));
  }

  private Response withCookie(SessionStarted started) {
    return response(new JsonObject(), started)
        .withHeader("Set-Cookie", publicUrl.sessionCookie(started.token(), COOKIE_LIFETIME));
  }

  private static Response withToken(SessionStarted started) {
    return response(new JsonObject().put("token", started.token()), started);
  }

  private static Response response(JsonObject body, SessionStarted started) {
    return Response.json(
        201,
        body.put("expires_at", AccountJson.time(started.expiresAt()))
            .put("user", AccountJson.user(started.account())));
  }
}
