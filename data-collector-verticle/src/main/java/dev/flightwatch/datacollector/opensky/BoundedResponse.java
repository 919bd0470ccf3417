package dev.flightwatch.datacollector.opensky;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** A response whose body was read completely. */
record BoundedResponse(HttpClientResponse head, Buffer body) {
  CallStatus status() {
    return CallStatus.of(head.statusCode());
  }

  /** Returns a header as a number; -1 when it is missing or not a number. */
  long number(String header) {
    String text = head.getHeader(header);
    return text != null && text.matches("[0-9]{1,9}") ? Long.parseLong(text) : -1;
  }
}
