package dev.flightwatch.embedded.opensky;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;

/** Serves an endpoint, with the faults that are switched on. */
final class FaultyDoor {

  private final Clock clock;
  private final Faults faults;
  private final CallLog calls;
  private final Delivery delivery;

  FaultyDoor(Clock clock, Faults faults, CallLog calls, Delivery delivery) {
    this.clock = clock;
    this.faults = faults;
    this.calls = calls;
    this.delivery = delivery;
  }

  Handler<RoutingContext> serve(Fault.Door door, Endpoint endpoint) {
    return context -> {
      HttpServerRequest request = context.request();
      Optional<Fault> fault = faults.take(door, request.getParam("airport"));
      Answer answer =
          fault
              .map(struck -> answer(struck, endpoint, request))
              .orElseGet(() -> rightAnswer(endpoint, request));
      calls.record(
          Call.of(clock.instant(), request, answer.status(), fault.map(Fault::kind).orElse(null)));
      delivery.deliver(request, answer, fault);
    };
  }

  private static Answer answer(Fault fault, Endpoint endpoint, HttpServerRequest request) {
    return FaultAnswers.insteadOfTheRightOne(fault)
        .orElseGet(() -> FaultAnswers.remainsOf(rightAnswer(endpoint, request), fault));
  }

  private static Answer rightAnswer(Endpoint endpoint, HttpServerRequest request) {
    try {
      return endpoint.answer(request);
    } catch (Refusal refusal) {
      return refusal.answer();
    }
  }
}
