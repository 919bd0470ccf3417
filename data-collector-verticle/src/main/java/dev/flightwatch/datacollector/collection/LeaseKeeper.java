package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** Keeps a lease alive while the work under it lives. */
final class LeaseKeeper {
  /** A lease is renewed three times in its life, so that one renewal may fail. */
  private static final int RENEWALS = 3;

  private final Vertx vertx;
  private final CollectionStore store;
  private final Duration life;
  private final Clock clock;

  LeaseKeeper(Vertx vertx, CollectionStore store, Duration life, Clock clock) {
    this.vertx = requireNonNull(vertx);
    this.store = requireNonNull(store);
    this.life = requireNonNull(life);
    this.clock = requireNonNull(clock);
  }

  /**
   * Runs the work with the lease renewed meanwhile, then, when no renewal is under way any more,
   * the end, which may give the lease back.
   */
  <T> Future<Void> during(Lease lease, Supplier<Future<T>> work, Function<T, Future<Boolean>> end) {
    Duration pause = life.dividedBy(RENEWALS);
    RepeatingTask renewal =
        RepeatingTask.start(
            vertx,
            "Renewal of the lease on " + lease.airport(),
            pause,
            pause,
            () -> store.renew(lease.until(clock.instant().plus(life))));
    return Future.succeededFuture()
        .compose(begun -> work.get())
        .eventually(renewal::stop)
        .compose(end)
        .mapEmpty();
  }
}
