package dev.flightwatch.toolkit.limit;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * A limit on concurrent operations. Operations beyond the limit are rejected before they cost
 * anything. Belongs to one event loop.
 */
public final class ConcurrencyLimit {
  private final IntSupplier limit;
  private final Supplier<ServiceException> rejection;
  private int running;

  /**
   * @param limit the number of operations that may run now; asked for each operation
   * @param rejection the failure of an operation beyond the limit
   */
  public ConcurrencyLimit(IntSupplier limit, Supplier<ServiceException> rejection) {
    this.limit = requireNonNull(limit);
    this.rejection = requireNonNull(rejection);
  }

  /** Runs an operation, or fails with the rejection when the limit is reached. */
  public <T> Future<T> run(Supplier<Future<T>> operation) {
    if (running >= limit.getAsInt()) {
      return Future.failedFuture(rejection.get());
    }
    running++;
    return operation.get().onComplete(done -> running--);
  }
}
