package dev.flightwatch.toolkit.openapi;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.error.ServiceException;
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

/** Handles one operation: validates the request, calls the endpoint, writes its response. */
record OperationHandler(
    Endpoint endpoint, OperationRules rules, ConcurrencyLimit limit, ResponseWriter writer)
    implements Handler<RoutingContext> {
  @Override
  public void handle(RoutingContext routing) {
    limit
        .run(() -> onContext(routing, endpoint.handle(read(routing))))
        .compose(response -> writer.send(routing.request(), response))
        .onFailure(failure -> routing.fail(ServiceException.from(failure)));
  }

  private Request read(RoutingContext routing) {
    Request request = rules.read(routing);
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
