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
    // An endpoint's future may complete anywhere: the promise comes back to this request's context.
    Promise<Answer> answer = ((ContextInternal) routing.vertx().getOrCreateContext()).promise();
    answer
        .future()
        .onComplete(done -> gate.leave())
        .compose(given -> exit.send(routing.request(), given))
        .onFailure(routing::fail);
    ask(routing).onComplete(answer);
  }

  private Future<Answer> ask(RoutingContext routing) {
    return Future.succeededFuture(routing)
        .map(rules::read)
        .compose(call -> requireNonNull(endpoint.handle(call), "an endpoint gave no future"));
  }
}
