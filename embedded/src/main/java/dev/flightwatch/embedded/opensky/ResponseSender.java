package dev.flightwatch.embedded.opensky;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/** Sends a response, with the delay or the interruption of a fault. */
final class ResponseSender {

  private final Vertx vertx;

  ResponseSender(Vertx vertx) {
    this.vertx = vertx;
  }

  void send(HttpServerRequest request, EmulatorResponse response, Optional<Fault> fault) {
    Duration delay = fault.map(Fault::delay).orElse(Duration.ZERO);
    if (delay.isZero()) {
      sendNow(request, response, fault);
      return;
    }
    long timer =
        vertx.setTimer(Math.max(1, delay.toMillis()), elapsed -> sendNow(request, response, fault));
    request.response().closeHandler(closed -> vertx.cancelTimer(timer));
  }

  private static void sendNow(
      HttpServerRequest request, EmulatorResponse response, Optional<Fault> fault) {
    switch (fault.map(Fault::kind).orElse(FaultKind.SLOW)) {
      case DROP -> request.connection().close();
      case DROP_AFTER_HEADERS ->
          head(request.response(), response)
              .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(response.body().length() + 1))
              .writeHead()
              .onComplete(written -> request.connection().close());
      case STATUS, SLOW, TRUNCATED_JSON, HTML, GARBAGE ->
          head(request.response(), response).end(response.body());
    }
  }

  private static HttpServerResponse head(HttpServerResponse target, EmulatorResponse response) {
    response.headers().forEach(target::putHeader);
    return target.setStatusCode(response.status());
  }
}
