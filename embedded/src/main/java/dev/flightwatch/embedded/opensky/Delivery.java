package dev.flightwatch.embedded.opensky;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/** Brings an answer to its caller, or only a part of it, or late. */
final class Delivery {

  private final Vertx vertx;

  Delivery(Vertx vertx) {
    this.vertx = vertx;
  }

  void deliver(HttpServerRequest request, EmulatorResponse answer, Optional<Fault> fault) {
    Duration delay = fault.map(Fault::delay).orElse(Duration.ZERO);
    if (delay.isZero()) {
      send(request, answer, fault);
      return;
    }
    long timer =
        vertx.setTimer(Math.max(1, delay.toMillis()), late -> send(request, answer, fault));
    request.response().closeHandler(callerGone -> vertx.cancelTimer(timer));
  }

  private static void send(
      HttpServerRequest request, EmulatorResponse answer, Optional<Fault> fault) {
    HttpServerResponse response = request.response();
    switch (fault.map(Fault::kind).orElse(Fault.Kind.SLOW)) {
      case DROP -> request.connection().close();
      case DROP_AFTER_HEADERS ->
          head(response, answer)
              .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length() + 1))
              .writeHead()
              .onComplete(written -> request.connection().close());
      case STATUS, SLOW, TRUNCATED_JSON, HTML, GARBAGE -> head(response, answer).end(answer.body());
    }
  }

  private static HttpServerResponse head(HttpServerResponse response, EmulatorResponse answer) {
    answer.headers().forEach(response::putHeader);
    return response.setStatusCode(answer.status());
  }
}
