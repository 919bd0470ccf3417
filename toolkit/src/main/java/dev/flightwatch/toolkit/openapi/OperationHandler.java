package dev.flightwatch.toolkit.openapi;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.http.ResponseWriter;
import dev.flightwatch.toolkit.limit.ConcurrencyLimit;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.RoutingContext;

/** Handles one operation: validates the request, calls the endpoint, writes its response. */
final class OperationHandler implements Handler<RoutingContext> {
  private final Endpoint endpoint;
  private final OperationRules rules;
  private final ConcurrencyLimit limit;
  private final ResponseWriter writer;

  OperationHandler(
      Endpoint endpoint, OperationRules rules, ConcurrencyLimit limit, ResponseWriter writer) {
    this.endpoint = endpoint;
    this.rules = rules;
    this.limit = limit;
    this.writer = writer;
  }

  @Override
  public void handle(RoutingContext routing) {
    limit
        .run(() -> here(routing, handled(routing)))
        .compose(response -> writer.send(routing.request(), response))
        .onFailure(routing::fail);
  }

  private Future<Response> handled(RoutingContext routing) {
    try {
      return requireNonNull(endpoint.handle(rules.read(routing)), "an endpoint returned no future");
    } catch (Throwable e) {
      // Errors too: the operation must end for the limit.
      return Future.failedFuture(e);
    }
  }

  /** Returns to the context of the request: an endpoint's future may complete on any thread. */
  private static Future<Response> here(RoutingContext routing, Future<Response> response) {
    if (response.succeeded()) {
      return Future.succeededFuture(response.result());
    }
    Promise<Response> here = ((ContextInternal) routing.vertx().getOrCreateContext()).promise();
    response.onComplete(here);
    return here.future();
  }
}
