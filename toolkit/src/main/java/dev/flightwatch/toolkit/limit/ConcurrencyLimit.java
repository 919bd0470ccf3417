package dev.flightwatch.toolkit.limit;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A limit on concurrent operations. Operations beyond the limit are rejected without being started.
 * Belongs to one event loop, on which the futures of the operations must complete.
 */
public final class ConcurrencyLimit {
  private final IntSupplier limit;
  private final Supplier<ServiceException> rejection;
  private int running;

  /**
   * @param limit most operations that may run now; evaluated for each operation
   * @param rejection creates the failure of an operation beyond the limit
   */
  public ConcurrencyLimit(IntSupplier limit, Supplier<ServiceException> rejection) {
    this.limit = requireNonNull(limit);
    this.rejection = requireNonNull(rejection);
  }

  /**
   * Runs an operation.
   *
   * @return the result of the operation; fails with the rejection when the limit is reached, and
   *     with what the operation throws
   */
  public <T> Future<T> run(Supplier<Future<T>> operation) {
    if (running >= limit.getAsInt()) {
      return Future.failedFuture(rejection.get());
    }
    running++;
    return start(operation).onComplete(done -> running--);
  }

  private static <T> Future<T> start(Supplier<Future<T>> operation) {
    try {
      return requireNonNull(operation.get(), "the operation returned no future");
    } catch (Throwable e) {
      return Future.failedFuture(e);
    }
  }
}
