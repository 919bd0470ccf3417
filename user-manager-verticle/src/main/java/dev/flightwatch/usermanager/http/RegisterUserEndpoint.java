package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.usermanager.users.UserMessages;
import dev.flightwatch.usermanager.users.UserMessages.UserRegistered;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** {@code POST /users}: registers a user, at most once per Request-ID. */
record RegisterUserEndpoint(String operationId, Bus bus) implements Endpoint {
  @Override
  public Future<Response> handle(Request request) {
    return bus.request(UserMessages.REGISTER, UserRequests.register(request))
        .map(RegisterUserEndpoint::response);
  }

  private static Response response(UserRegistered registered) {
    int status =
        switch (registered.outcome()) {
          case CREATED -> 201;
          case KNOWN -> 200;
        };
    Response response = Response.bytes(status, Buffer.buffer(registered.responseBody()));
    return registered.replayed() ? response.withHeader("Idempotent-Replayed", "true") : response;
  }
}
