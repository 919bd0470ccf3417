package dev.flightwatch.embedded.opensky;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;

/** Serves an endpoint, with the faults that are switched on. */
final class FaultInjector {

  private final Clock clock;
  private final Faults faults;
  private final CallLog calls;
  private final Delivery delivery;

  FaultInjector(Clock clock, Faults faults, CallLog calls, Delivery delivery) {
    this.clock = clock;
    this.faults = faults;
    this.calls = calls;
    this.delivery = delivery;
  }

  Handler<RoutingContext> serve(Fault.Door door, EmulatorEndpoint endpoint) {
    return context -> {
      HttpServerRequest request = context.request();
      Optional<Fault> fault = faults.take(door, request.getParam("airport"));
      EmulatorResponse answer =
          fault
              .map(struck -> answer(struck, endpoint, request))
              .orElseGet(() -> rightAnswer(endpoint, request));
      calls.record(
          RecordedCall.of(
              clock.instant(), request, answer.status(), fault.map(Fault::kind).orElse(null)));
      delivery.deliver(request, answer, fault);
    };
  }

  private static EmulatorResponse answer(
      Fault fault, EmulatorEndpoint endpoint, HttpServerRequest request) {
    return FaultResponses.insteadOfTheRightOne(fault)
        .orElseGet(() -> FaultResponses.remainsOf(rightAnswer(endpoint, request), fault));
  }

  private static EmulatorResponse rightAnswer(
      EmulatorEndpoint endpoint, HttpServerRequest request) {
    try {
      return endpoint.answer(request);
    } catch (Refusal refusal) {
      return refusal.answer();
    }
  }
}
