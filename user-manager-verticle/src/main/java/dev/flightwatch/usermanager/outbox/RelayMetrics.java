package dev.flightwatch.usermanager.outbox;

import dev.flightwatch.toolkit.metrics.EnumCounter;
import dev.flightwatch.toolkit.metrics.Level;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.metrics.Metric;
import io.vertx.core.Future;
import java.time.Duration;

/** Counts the attempts to tell the data collector, and shows what is left to tell. */
public final class RelayMetrics {
  /** What came of telling the data collector once. */
  enum Delivery {
    CONFIRMED,
    REFUSED,
    UNREACHABLE
  }

  private static final double SECOND_IN_MILLIS = Duration.ofSeconds(1).toMillis();

  private final EnumCounter<Delivery> deliveries;
  private final Level pending;
  private final Level oldest;

  public RelayMetrics(Meters meters) {
    deliveries =
        meters.counter(
            Metric.of(
                "flightwatch_deliveries_total",
                "Attempts to tell the data collector of a deletion"),
            "outcome",
            Delivery.class);
    pending =
        meters.level(
            Metric.of(
                "flightwatch_outbox_pending",
                "Deletions that the data collector has not confirmed"));
    oldest =
        meters.level(
            Metric.of("flightwatch_outbox_oldest_seconds", "The age of the oldest of them"));
  }

  void told(Delivery delivery) {
    deliveries.increment(delivery);
  }

  /** Looks at what is left; what cannot be known is shown so. Never fails. */
  public Future<Void> sample(DeletionOutbox outbox) {
    return outbox
        .backlog()
        .onSuccess(this::show)
        .onFailure(
            away -> {
              pending.forget();
              oldest.forget();
            })
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private void show(Backlog backlog) {
    pending.set(backlog.pending());
    oldest.set(backlog.oldest().toMillis() / SECOND_IN_MILLIS);
  }
}
