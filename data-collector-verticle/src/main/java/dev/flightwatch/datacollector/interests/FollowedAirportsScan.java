package dev.flightwatch.datacollector.interests;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.tasks.BoundedParallelism;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the marks of the followed airports with the interests. Marks those that a previous
 * version or a killed process left unmarked, and clears those that nobody follows.
 *
 * <p>No follow is lost: the marks are read before the interests, and a mark is cleared only if it
 * has not changed. A follow that is stored after its airport was checked marks it again.
 */
public final class FollowedAirportsScan {
  /** Number of users, each with up to 1,000 airports, in one query. */
  static final int USERS = 200;

  /** Number of airports in one query. */
  static final int MARKS = 200;

  private static final Logger log = LoggerFactory.getLogger(FollowedAirportsScan.class);
  private static final int PARALLEL = 4;

  private final InterestDependencies dependencies;

  public FollowedAirportsScan(InterestDependencies dependencies) {
    this.dependencies = requireNonNull(dependencies);
  }

  /**
   * Runs once. Fails when the database fails, possibly after some changes.
   *
   * @param mayGoOn whether the run may make further changes
   */
  public Future<Void> run(BooleanSupplier mayGoOn) {
    return marks(new TreeMap<>(), "")
        .compose(marks -> followed().compose(followed -> apply(marks, followed, mayGoOn)));
  }

  private Future<TreeMap<AirportCode, Long>> marks(
      TreeMap<AirportCode, Long> before, String after) {
    return dependencies
        .followed()
        .marked(after, MARKS)
        .compose(
            page -> {
              before.putAll(page);
              return page.size() < MARKS
                  ? Future.succeededFuture(before)
                  : marks(before, before.lastKey().value());
            });
  }

  private Future<Set<AirportCode>> followed() {
    Set<AirportCode> followed = new HashSet<>();
    Promise<Set<AirportCode>> end = Promise.promise();
    addPage("", followed, end);
    return end.future();
  }

  /** Uses a promise: a chain of one future per page would overflow the stack. */
  private void addPage(String after, Set<AirportCode> followed, Promise<Set<AirportCode>> end) {
    dependencies
        .store()
        .followedAirports(after, USERS)
        .onFailure(end::fail)
        .onSuccess(
            page -> {
              followed.addAll(page.airports());
              page.last()
                  .ifPresentOrElse(
                      last -> addPage(last, followed, end), () -> end.complete(followed));
            });
  }

  private Future<Void> apply(
      Map<AirportCode, Long> marks, Set<AirportCode> followed, BooleanSupplier mayGoOn) {
    List<AirportCode> unmarked = new ArrayList<>(followed);
    unmarked.removeIf(marks::containsKey);
    List<AirportCode> unfollowed = new ArrayList<>(marks.keySet());
    unfollowed.removeAll(followed);
    FollowedAirports target = dependencies.followed();
    return each(
            unmarked,
            mayGoOn,
            airport -> target.mark(airport, dependencies.clock().instant()).map(true))
        .compose(
            marked ->
                each(unfollowed, mayGoOn, airport -> target.clear(airport, marks.get(airport)))
                    .onSuccess(cleared -> report(marked, cleared)))
        .mapEmpty();
  }

  /** Returns the number of changes. */
  private static Future<Integer> each(
      List<AirportCode> airports,
      BooleanSupplier mayGoOn,
      Function<AirportCode, Future<Boolean>> change) {
    AtomicInteger changes = new AtomicInteger();
    AtomicReference<Throwable> failed = new AtomicReference<>();
    return BoundedParallelism.forEach(
            airports,
            PARALLEL,
            airport ->
                failed.get() == null && mayGoOn.getAsBoolean()
                    ? change
                        .apply(airport)
                        .onSuccess(changed -> changes.addAndGet(changed ? 1 : 0))
                        .onFailure(failed::set)
                    : Future.succeededFuture())
        .compose(
            v ->
                failed.get() == null
                    ? Future.succeededFuture(changes.get())
                    : Future.failedFuture(failed.get()));
  }

  private static void report(int marked, int cleared) {
    if (marked + cleared > 0) {
      log.info("Marked {} airports as followed; {} are no longer followed", marked, cleared);
    }
  }
}
