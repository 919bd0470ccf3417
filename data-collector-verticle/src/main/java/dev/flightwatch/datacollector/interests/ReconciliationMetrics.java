package dev.flightwatch.datacollector.interests;

import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.Map;

/**
 * Counts reconciliation runs, the users they checked, and the users whose interests they removed.
 */
public final class ReconciliationMetrics {
  /** Result of a run. */
  enum ReconciliationOutcome {
    DONE,
    ABANDONED,
    DOUBTFUL,
    FAILED
  }

  private final Map<ReconciliationOutcome, Counter> runs;
  private final Map<Reconciliation.FollowerStatus, Counter> users;
  private final Counter removed;

  public ReconciliationMetrics(Meters meters) {
    runs =
        meters.counters(
            Counter.builder("flightwatch_reconciliation_runs_total")
                .description("Reconciliation runs"),
            "outcome",
            ReconciliationOutcome.class);
    users =
        meters.counters(
            Counter.builder("flightwatch_reconciliation_users_total")
                .description("Users whose existence was checked"),
            "verdict",
            Reconciliation.FollowerStatus.class);
    removed =
        Counter.builder("flightwatch_reconciliation_removed_total")
            .description("Users whose interests were removed")
            .register(meters.registry());
  }

  void ran(ReconciliationOutcome outcome) {
    runs.get(outcome).increment();
  }

  void checked(Reconciliation.FollowerStatus status) {
    users.get(status).increment();
  }

  void removed(int users) {
    removed.increment(users);
  }
}
