package dev.flightwatch.embedded.opensky;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Serves an endpoint, injects the active faults and records the calls. */
record FaultInjector(Vertx vertx, OpenSkyEmulator emulator) {
  /**
   * Returns the handler of an operation.
   *
   * @param endpoint may throw a {@link CallRejectedException}
   */
  Handler<RoutingContext> serve(
      FaultTarget target, Function<HttpServerRequest, EmulatorResponse> endpoint) {
    return context -> {
      HttpServerRequest request = context.request();
      Optional<Fault> fault =
          emulator.faults().take(target, request.getParam("airport"), request.path());
      EmulatorResponse response =
          fault.flatMap(FaultResponses::of).orElseGet(() -> correct(endpoint, request));
      FaultKind kind = fault.map(Fault::kind).orElse(null);
      emulator.calls().record(RecordedCall.of(emulator.now(), request, response.status(), kind));
      Duration delay = fault.map(Fault::delay).orElse(Duration.ZERO);
      if (delay.isZero()) {
        send(request, response, kind);
      } else {
        long timer = vertx.setTimer(delay.toMillis(), elapsed -> send(request, response, kind));
        request.response().closeHandler(closed -> vertx.cancelTimer(timer));
      }
    };
  }

  private static EmulatorResponse correct(
      Function<HttpServerRequest, EmulatorResponse> endpoint, HttpServerRequest request) {
    try {
      return endpoint.apply(request);
    } catch (CallRejectedException rejection) {
      return rejection.response();
    }
  }

  private static void send(HttpServerRequest request, EmulatorResponse response, FaultKind kind) {
    if (kind == FaultKind.DROP) {
      request.connection().close();
      return;
    }
    HttpServerResponse target = request.response().setStatusCode(response.status());
    response.headers().forEach(target::putHeader);
    if (kind == FaultKind.DROP_AFTER_HEADERS) {
      target
          .putHeader("Content-Length", "1000")
          .writeHead()
          .onComplete(written -> request.connection().close());
    } else {
      target.end(response.body());
    }
  }
}
