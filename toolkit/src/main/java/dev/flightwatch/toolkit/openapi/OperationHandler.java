package dev.flightwatch.toolkit.openapi;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.auth.Access;
import dev.flightwatch.toolkit.auth.Authentication;
import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.ClientNetworks;
import dev.flightwatch.toolkit.http.OutgoingResponse;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.ResponseWriter;
import dev.flightwatch.toolkit.limit.ConcurrencyLimit;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * Handles one operation: authenticates the caller, validates the request, calls the endpoint,
 * writes its response.
 */
record OperationHandler(
    Endpoint endpoint, Access access, OperationRules rules, Server server, ConcurrencyLimit limit)
    implements Handler<RoutingContext> {
  /** What all operations of a server share. */
  record Server(Authentication authentication, ClientNetworks clients, ResponseWriter writer) {}

  @Override
  public void handle(RoutingContext routing) {
    limit
        .run(() -> respond(routing))
        .compose(response -> server.writer().send(routing.request(), response))
        .onFailure(failure -> routing.fail(ServiceException.from(failure)));
  }

  private Future<OutgoingResponse> respond(RoutingContext routing) {
    return server
        .authentication()
        .authenticate(routing.request(), access)
        .compose(identity -> onContext(routing, endpoint.handle(read(routing, identity))));
  }

  private Request read(RoutingContext routing, Optional<Identity> identity) {
    Request request =
        rules
            .read(routing)
            .by(new Request.Caller(identity, () -> server.clients().of(routing.request())));
    List<String> mediaTypes = endpoint.mediaTypes();
    return mediaTypes.isEmpty()
        ? request
        : request.withMediaType(ContentNegotiation.choose(routing.request(), mediaTypes));
  }

  /** Switches to the context of the request: an endpoint's future may complete on any thread. */
  private static Future<OutgoingResponse> onContext(
      RoutingContext routing, Future<? extends OutgoingResponse> response) {
    requireNonNull(response, "an endpoint returned no future");
    if (response.succeeded()) {
      return Future.succeededFuture(response.result());
    }
    Promise<OutgoingResponse> promise =
        ((ContextInternal) routing.vertx().getOrCreateContext()).promise();
    response.onSuccess(promise::complete).onFailure(promise::fail);
    return promise.future();
  }
}
