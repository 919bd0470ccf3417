package dev.flightwatch.embedded.opensky;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;

/** Serves an endpoint and injects the active faults. */
final class FaultInjector {

  private final Clock clock;
  private final ActiveFaults faults;
  private final CallLog calls;
  private final ResponseSender sender;

  FaultInjector(Clock clock, ActiveFaults faults, CallLog calls, ResponseSender sender) {
    this.clock = clock;
    this.faults = faults;
    this.calls = calls;
    this.sender = sender;
  }

  Handler<RoutingContext> serve(FaultTarget target, EmulatorEndpoint endpoint) {
    return context -> {
      HttpServerRequest request = context.request();
      Optional<Fault> fault = faults.take(target, request.getParam("airport"));
      EmulatorResponse response =
          fault
              .map(taken -> faulty(taken, endpoint, request))
              .orElseGet(() -> correct(endpoint, request));
      calls.record(
          RecordedCall.of(
              clock.instant(), request, response.status(), fault.map(Fault::kind).orElse(null)));
      sender.send(request, response, fault);
    };
  }

  private static EmulatorResponse faulty(
      Fault fault, EmulatorEndpoint endpoint, HttpServerRequest request) {
    return FaultResponses.replacement(fault)
        .orElseGet(() -> FaultResponses.alter(correct(endpoint, request), fault));
  }

  private static EmulatorResponse correct(EmulatorEndpoint endpoint, HttpServerRequest request) {
    try {
      return endpoint.respond(request);
    } catch (CallRejectedException rejection) {
      return rejection.response();
    }
  }
}
