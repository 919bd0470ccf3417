package dev.flightwatch.datacollector.interests;

import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.Map;

/** Counts reconciliation runs, and the users whose interests they removed. */
public final class ReconciliationMetrics {
  /** Result of a run. */
  enum ReconciliationOutcome {
    DONE,
    ABANDONED,
    DOUBTFUL,
    FAILED
  }

  private final Map<ReconciliationOutcome, Counter> runs;
  private final Counter removed;

  public ReconciliationMetrics(Meters meters) {
    runs =
        meters.counters(
            Counter.builder("flightwatch_reconciliation_runs_total")
                .description("Reconciliation runs"),
            "outcome",
            ReconciliationOutcome.class);
    removed =
        Counter.builder("flightwatch_reconciliation_removed_total")
            .description("Users whose interests were removed")
            .register(meters.registry());
  }

  void ran(ReconciliationOutcome outcome) {
    runs.get(outcome).increment();
  }

  void removed(int users) {
    removed.increment(users);
  }
}
