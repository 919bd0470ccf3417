package dev.flightwatch.datacollector.interests;

import dev.flightwatch.toolkit.metrics.Counter;
import dev.flightwatch.toolkit.metrics.EnumCounter;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.metrics.Metric;

/** Counts the runs of the reconciliation, and what they found and did. */
public final class ReconciliationMetrics {
  /** What came of a run. */
  enum ReconciliationOutcome {
    DONE,
    ABANDONED,
    DOUBTFUL,
    FAILED
  }

  private final EnumCounter<ReconciliationOutcome> runs;
  private final EnumCounter<Reconciliation.FollowerStatus> users;
  private final Counter removed;

  public ReconciliationMetrics(Meters meters) {
    runs =
        meters.counter(
            Metric.of("flightwatch_reconciliation_runs_total", "Runs of the reconciliation"),
            "outcome",
            ReconciliationOutcome.class);
    users =
        meters.counter(
            Metric.of("flightwatch_reconciliation_users_total", "Users asked about"),
            "verdict",
            Reconciliation.FollowerStatus.class);
    removed =
        meters.counter(
            Metric.of(
                "flightwatch_reconciliation_removed_total", "Users whose interests were removed"));
  }

  void ran(ReconciliationOutcome outcome) {
    runs.increment(outcome);
  }

  void answered(Reconciliation.FollowerStatus verdict) {
    users.increment(verdict);
  }

  void removed(int users) {
    removed.add(users);
  }
}
