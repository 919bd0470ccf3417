package dev.flightwatch.usermanager.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.usermanager.users.RegisterUser;
import dev.flightwatch.usermanager.users.UserMessages;
import dev.flightwatch.usermanager.users.UserRegistered;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** {@code POST /users}: registers a user, at most once by Request-ID. */
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
  public Future<Response> handle(Request call) {
    JsonObject body = call.body();
    RegisterUser question =
        new RegisterUser(
            RequestIds.of(call),
            body.getString("email"),
            body.getString("password"),
            body.getString("nome"),
            body.getString("cognome"));
    return bus.request(UserMessages.REGISTER, question).map(RegisterUserEndpoint::answer);
  }

  private static Response answer(UserRegistered registered) {
    int status =
        switch (registered.outcome()) {
          case CREATED -> 201;
          case KNOWN -> 200;
        };
    Response answer = Response.bytes(status, Buffer.buffer(registered.json()));
    return registered.replayed() ? answer.withHeader(REPLAYED, "true") : answer;
  }
}
