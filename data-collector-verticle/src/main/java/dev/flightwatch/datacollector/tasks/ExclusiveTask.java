package dev.flightwatch.datacollector.tasks;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A task that all replicas try to run at an interval, and that one of them runs. A run holds a
 * lease in the database and renews it. When its process is killed, another replica runs the task
 * after the lease has expired.
 */
public final class ExclusiveTask {
  /** Duration of a lease unless it is renewed. */
  public static final Duration LEASE = Duration.ofSeconds(30);

  private static final int RENEWALS = 3;

  private final Vertx vertx;
  private final TaskLeaseStore leases;
  private final Clock clock;
  private final String name;
  private final Duration pause;

  /**
   * @param interval interval at which each replica calls {@link #run}, with some variation. Two
   *     successful runs, of any replicas, start at least four fifths of it apart.
   */
  public ExclusiveTask(
      Vertx vertx, TaskLeaseStore leases, String name, Duration interval, Clock clock) {
    this.vertx = requireNonNull(vertx);
    this.leases = requireNonNull(leases);
    this.name = requireNonNull(name);
    this.pause = interval.multipliedBy(4).dividedBy(5);
    this.clock = requireNonNull(clock);
  }

  /**
   * Runs the task unless a run of any replica is in progress or was started recently; returns
   * whether it ran.
   *
   * @param work takes whether the lease is still held, which it asks before each change: a process
   *     that was suspended may have lost it
   */
  public Future<Boolean> run(Function<BooleanSupplier, Future<?>> work) {
    Instant start = clock.instant();
    Run run = new Run(new TaskLease(name, UUID.randomUUID().toString(), start.plus(LEASE)));
    return leases
        .claim(run.lease, start)
        .compose(
            claimed ->
                claimed ? underLease(run, start, work).map(true) : Future.succeededFuture(false));
  }

  private Future<?> underLease(Run run, Instant start, Function<BooleanSupplier, Future<?>> work) {
    Duration interval = LEASE.dividedBy(RENEWALS);
    RepeatingTask renewal =
        RepeatingTask.start(
            vertx, "Renewal of the lease on " + name, interval, interval, run::renew);
    return Future.succeededFuture()
        .compose(started -> work.apply(run::isHeld))
        .eventually(renewal::stop)
        .compose(
            done -> leases.release(run.lease, start.plus(pause)),
            failure ->
                leases
                    .release(run.lease, start)
                    .transform(released -> Future.failedFuture(failure)));
  }

  private final class Run {
    private volatile TaskLease lease;

    private Run(TaskLease lease) {
      this.lease = lease;
    }

    private Future<?> renew() {
      TaskLease extended = lease.until(clock.instant().plus(LEASE));
      return leases
          .renew(extended)
          .onSuccess(held -> lease = held ? extended : lease.until(Instant.EPOCH));
    }

    private boolean isHeld() {
      return clock.instant().isBefore(lease.until());
    }
  }
}
