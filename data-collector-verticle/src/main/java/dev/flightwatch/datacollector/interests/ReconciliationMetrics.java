package dev.flightwatch.datacollector.interests;

import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.Map;

/**
 * Counts reconciliation runs, the users they checked, and the users whose interests they removed.
 */
public final class ReconciliationMetrics {
  /** Result of a run. */
  enum Outcome {
    DONE,
    ABANDONED,
    DOUBTFUL,
    FAILED
  }

  private final Map<Outcome, Counter> runs;
  private final Map<Reconciliation.Verdict, Counter> users;
  private final Counter removed;

  public ReconciliationMetrics(Meters meters) {
    runs =
        meters.counters(
            Counter.builder("flightwatch_reconciliation_runs_total")
                .description("Reconciliation runs"),
            "outcome",
            Outcome.class);
    users =
        meters.counters(
            Counter.builder("flightwatch_reconciliation_users_total")
                .description("Users whose existence was checked"),
            "verdict",
            Reconciliation.Verdict.class);
    removed =
        Counter.builder("flightwatch_reconciliation_removed_total")
            .description("Users whose interests were removed")
            .register(meters.registry());
  }

  void ran(Outcome outcome) {
    runs.get(outcome).increment();
  }

  void checked(Reconciliation.Verdict verdict) {
    users.get(verdict).increment();
  }

  void removed(int users) {
    removed.increment(users);
  }
}
