package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.auth.PublicUrl;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.usermanager.users.UserMessages;
import dev.flightwatch.usermanager.users.UserMessages.UserDeleted;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** {@code DELETE /users}: deletes a user and the user's data in the data collector. */
record DeleteUserEndpoint(String operationId, Bus bus, PublicUrl publicUrl) implements Endpoint {
  private static final String CONFIRMED = "User deleted.";
  private static final String UNCONFIRMED =
      "User deleted. The data collector has not confirmed yet; the deletion is repeated until it"
          + " does.";

  @Override
  public Future<Response> handle(Request request) {
    return bus.request(UserMessages.DELETE, UserRequests.delete(request))
        .map(
            deleted ->
                isCaller(request, deleted)
                    ? response(deleted).withHeader("Set-Cookie", publicUrl.noSessionCookie())
                    : response(deleted));
  }

  private static boolean isCaller(Request request, UserDeleted deleted) {
    return request.identity().filter(caller -> caller.email().equals(deleted.email())).isPresent();
  }

  private static Response response(UserDeleted deleted) {
    return Response.json(
        deleted.propagated() ? 200 : 202,
        new JsonObject()
            .put("message", deleted.propagated() ? CONFIRMED : UNCONFIRMED)
            .put("email", deleted.email().value())
            .put("propagated", deleted.propagated()));
  }
}
