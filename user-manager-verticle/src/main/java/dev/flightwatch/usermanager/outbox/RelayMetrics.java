package dev.flightwatch.usermanager.outbox;

import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;

/** Counts deliveries of deletions to the data collector, and shows the outbox's backlog. */
public final class RelayMetrics {
  /** Result of one attempt to deliver a deletion. */
  enum Delivery {
    CONFIRMED,
    REFUSED,
    UNREACHABLE
  }

  private static final double SECOND_IN_MILLIS = Duration.ofSeconds(1).toMillis();

  private final Map<Delivery, Counter> deliveries;
  private volatile double pending = Double.NaN;
  private volatile double oldestSeconds = Double.NaN;

  public RelayMetrics(Meters meters) {
    deliveries =
        meters.counters(
            Counter.builder("flightwatch_deliveries_total")
                .description("Attempts to deliver a deletion to the data collector"),
            "outcome",
            Delivery.class);
    meters.gauge(
        "flightwatch_outbox_pending",
        "Deletions that the data collector has not confirmed",
        () -> pending);
    meters.gauge(
        "flightwatch_outbox_oldest_seconds",
        "Age of the oldest deletion that the data collector has not confirmed",
        () -> oldestSeconds);
  }

  void attempted(Delivery delivery) {
    deliveries.get(delivery).increment();
  }

  /** Reads the backlog, which is shown as unknown when the outbox is unavailable. Never fails. */
  public Future<Void> sample(DeletionOutbox outbox) {
    return outbox
        .backlog()
        .onSuccess(
            backlog -> {
              pending = backlog.pending();
              oldestSeconds = backlog.oldest().toMillis() / SECOND_IN_MILLIS;
            })
        .onFailure(
            unavailable -> {
              pending = Double.NaN;
              oldestSeconds = Double.NaN;
            })
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }
}
