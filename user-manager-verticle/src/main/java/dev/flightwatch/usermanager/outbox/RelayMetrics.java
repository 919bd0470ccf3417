package dev.flightwatch.usermanager.outbox;

import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Counts deliveries of deletions to the data collector, and shows the outbox's backlog. */
public final class RelayMetrics {
  /** Result of one attempt to deliver a deletion. */
  enum Delivery {
    CONFIRMED,
    REFUSED,
    UNREACHABLE
  }

  private final Map<Delivery, Counter> deliveries;

  /** The latest sample; empty when the outbox was unavailable. */
  private volatile Optional<Backlog> backlog = Optional.empty();

  public RelayMetrics(Meters meters) {
    deliveries =
        meters.counters(
            Counter.builder("flightwatch_deliveries_total").description("Attempted deliveries"),
            "outcome",
            Delivery.class);
    gauge(meters, "flightwatch_outbox_pending", "Unconfirmed deletions", Backlog::pending);
    gauge(
        meters,
        "flightwatch_outbox_oldest_seconds",
        "Age of the oldest unconfirmed deletion",
        sampled -> sampled.oldest().toMillis() / 1e3);
  }

  private void gauge(Meters meters, String name, String help, ToDoubleFunction<Backlog> value) {
    meters.gauge(name, help, () -> backlog.map(value::applyAsDouble).orElse(Double.NaN));
  }

  void attempted(Delivery delivery) {
    deliveries.get(delivery).increment();
  }

  /** Reads the backlog, which is shown as unknown when the outbox is unavailable. Never fails. */
  Future<Void> sample(DeletionOutbox outbox) {
    return outbox
        .backlog()
        .map(Optional::of)
        .otherwise(Optional.empty())
        .onSuccess(sampled -> backlog = sampled)
        .mapEmpty();
  }
}
