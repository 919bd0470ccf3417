package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** Renews a lease while work runs under it. */
final class LeaseKeeper {
  /** Renewals per duration of a lease, so that one renewal may fail. */
  private static final int RENEWALS = 3;

  private final Vertx vertx;
  private final CollectionStore store;
  private final Duration duration;
  private final Clock clock;

  LeaseKeeper(Vertx vertx, CollectionStore store, Duration duration, Clock clock) {
    this.vertx = requireNonNull(vertx);
    this.store = requireNonNull(store);
    this.duration = requireNonNull(duration);
    this.clock = requireNonNull(clock);
  }

  /**
   * Runs {@code work} while renewing the lease, then {@code end}, which may release the lease. No
   * renewal runs concurrently with {@code end}.
   */
  <T> Future<Void> during(Lease lease, Supplier<Future<T>> work, Function<T, Future<Boolean>> end) {
    Duration interval = duration.dividedBy(RENEWALS);
    RepeatingTask renewal =
        RepeatingTask.start(
            vertx,
            "Renewal of the lease on " + lease.airport(),
            interval,
            interval,
            () -> store.renew(lease.until(clock.instant().plus(duration))));
    return Future.succeededFuture()
        .compose(started -> work.get())
        .eventually(renewal::stop)
        .compose(end)
        .mapEmpty();
  }
}
