package dev.flightwatch.usermanager.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.usermanager.users.DeleteUser;
import dev.flightwatch.usermanager.users.UserDeleted;
import dev.flightwatch.usermanager.users.UserMessages;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** {@code DELETE /users}: deletes a user, and has the data collector forget it. */
final class DeleteUserEndpoint implements Endpoint {
  private final Bus bus;

  DeleteUserEndpoint(Bus bus) {
    this.bus = requireNonNull(bus);
  }

  @Override
  public String operationId() {
    return "deleteUser";
  }

  @Override
  public Future<Response> handle(Request call) {
    JsonObject body = call.body();
    DeleteUser question = new DeleteUser(body.getString("email"), body.getString("password"));
    return bus.request(UserMessages.DELETE, question).map(DeleteUserEndpoint::answer);
  }

  private static Response answer(UserDeleted deleted) {
    String message =
        deleted.propagated()
            ? "User deleted."
            : "User deleted. The data collector has not confirmed yet, and is told until it does.";
    return Response.json(
        deleted.propagated() ? 200 : 202,
        new JsonObject()
            .put("message", message)
            .put("email", deleted.email())
            .put("propagated", deleted.propagated()));
  }
}
