package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.coverage.DayCountStore;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.flights.FlightStores;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * The stores as one process uses them, which can be suspended before any of its operations, or end
 * before or after one. What ended never completes.
 */
final class InterruptedStores {
  /** What happens at an operation. */
  enum Interruption {
    SUSPENDED_BEFORE,
    KILLED_BEFORE,
    KILLED_AFTER
  }

  final CollectionStore collections;
  final FlightStores flights;
  final DayCountStore counts;

  private Interruption interruption;
  private int operationsLeft;
  private boolean killed;
  private Optional<Runnable> suspended = Optional.empty();
  private Promise<Void> next = Promise.promise();

  InterruptedStores(CollectionStore collections, FlightStores flights, DayCountStore counts) {
    this.collections = interrupted(CollectionStore.class, collections);
    this.flights =
        new FlightStores(
            interrupted(FlightStore.class, flights.departures()),
            interrupted(FlightStore.class, flights.arrivals()));
    this.counts = interrupted(DayCountStore.class, counts);
  }

  /** Interrupts after a number of operations from now on; returns this. */
  InterruptedStores interrupt(Interruption next, int operations) {
    interruption = next;
    operationsLeft = operations;
    return this;
  }

  /** Returns a future that completes at the next interruption. */
  Future<?> interrupted() {
    return next.future();
  }

  boolean isSuspended() {
    return suspended.isPresent();
  }

  void resume() {
    next = Promise.promise();
    Runnable operation = suspended.orElseThrow();
    suspended = Optional.empty();
    operation.run();
  }

  private <T> T interrupted(Class<T> type, T store) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (killed) {
                return Promise.promise().future();
              }
              if (interruption == null || operationsLeft-- > 0) {
                return method.invoke(store, arguments);
              }
              Interruption now = interruption;
              interruption = null;
              if (now == Interruption.SUSPENDED_BEFORE) {
                Promise<Object> result = Promise.promise();
                suspended =
                    Optional.of(
                        () -> {
                          try {
                            ((Future<?>) method.invoke(store, arguments))
                                .<Object>map(value -> value)
                                .onComplete(result);
                          } catch (IllegalAccessException | InvocationTargetException e) {
                            result.fail(e);
                          }
                        });
                next.complete();
                return result.future();
              }
              killed = true;
              Future<?> done =
                  now == Interruption.KILLED_AFTER
                      ? (Future<?>) method.invoke(store, arguments)
                      : Future.succeededFuture();
              done.onComplete(ended -> next.complete());
              return Promise.promise().future();
            }));
  }
}
