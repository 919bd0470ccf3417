package dev.flightwatch.usermanager.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.usermanager.users.UserMessages;
import dev.flightwatch.usermanager.users.UserMessages.UserRegistered;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** {@code POST /users}: registers a user, at most once per Request-ID. */
final class RegisterUserEndpoint implements Endpoint {
  private static final String REPLAYED = "Idempotent-Replayed";

  private final Bus bus;

  RegisterUserEndpoint(Bus bus) {
    this.bus = requireNonNull(bus);
  }

  @Override
  public String operationId() {
    return "registerUser";
  }

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
    return registered.replayed() ? response.withHeader(REPLAYED, "true") : response;
  }
}
