package dev.flightwatch.toolkit.http;

import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the event streams of all instances of a server. Safe for use by any thread. */
final class EventStreamMetrics implements Shareable {
  private final AtomicInteger open = new AtomicInteger();
  private final Counter sent;

  private EventStreamMetrics(Meters meters, String server) {
    meters.gauge(
        meters.name("event_streams"),
        "Open streams of Server-Sent Events",
        open::get,
        "server",
        server);
    sent =
        Counter.builder(meters.name("events_sent_total"))
            .description("Server-Sent Events that were sent")
            .tag("server", server)
            .register(meters.registry());
  }

  static EventStreamMetrics of(Vertx vertx, String server) {
    return vertx
        .sharedData()
        .<String, EventStreamMetrics>getLocalMap(EventStreamMetrics.class.getName())
        .computeIfAbsent(server, name -> new EventStreamMetrics(Meters.of(vertx), name));
  }

  /** Counts one more stream; returns false when there are {@code max} already. */
  boolean tryOpen(int max) {
    if (open.incrementAndGet() <= max) {
      return true;
    }
    open.decrementAndGet();
    return false;
  }

  void closed() {
    open.decrementAndGet();
  }

  void eventSent() {
    sent.increment();
  }
}
