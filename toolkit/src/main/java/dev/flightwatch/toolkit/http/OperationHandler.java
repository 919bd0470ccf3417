package dev.flightwatch.toolkit.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.RoutingContext;

/** One operation at the door: checks the request, asks the endpoint, sends what it answers. */
final class OperationHandler implements Handler<RoutingContext> {
  private final Endpoint endpoint;
  private final OperationRules rules;
  private final Gate gate;
  private final Exit exit;

  OperationHandler(Endpoint endpoint, OperationRules rules, Gate gate, Exit exit) {
    this.endpoint = endpoint;
    this.rules = rules;
    this.gate = gate;
    this.exit = exit;
  }

  @Override
  public void handle(RoutingContext routing) {
    gate.enter();
    here(routing, ask(routing))
        .onComplete(done -> gate.leave())
        .compose(given -> exit.send(routing.request(), given))
        .onFailure(routing::fail);
  }

  private Future<Answer> ask(RoutingContext routing) {
    try {
      return requireNonNull(endpoint.handle(rules.read(routing)), "an endpoint gave no future");
    } catch (Throwable e) {
      // Errors too, since the gate has to be left.
      return Future.failedFuture(e);
    }
  }

  /** An endpoint's future may be of any context, and complete on any thread. */
  private static Future<Answer> here(RoutingContext routing, Future<Answer> answer) {
    if (answer.succeeded()) {
      return Future.succeededFuture(answer.result());
    }
    Promise<Answer> here = ((ContextInternal) routing.vertx().getOrCreateContext()).promise();
    answer.onComplete(here);
    return here.future();
  }
}
