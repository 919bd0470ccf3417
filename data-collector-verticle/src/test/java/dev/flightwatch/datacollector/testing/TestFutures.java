package dev.flightwatch.datacollector.testing;

import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits, on the thread of a test, for what happens on event loops. */
public final class TestFutures {
  private static final long LIMIT_SECONDS = 30;

  private TestFutures() {}

  /** Waits for a future. On an event loop the future must be complete. */
  public static <T> T await(Future<T> future) {
    if (future.succeeded()) {
      return future.result();
    }
    try {
      return future.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not completed within " + LIMIT_SECONDS + " s", e);
    }
  }

  /** Returns the failure of a future, which must be a {@link ServiceException}. */
  public static ServiceException awaitFailure(Future<?> future) {
    Throwable failure = catchThrowable(() -> await(future));
    if (failure instanceof ServiceException known) {
      return known;
    }
    throw new AssertionError("not a ServiceException", failure);
  }

  /** Checks a condition every few milliseconds until it is true. */
  public static void awaitUntil(Vertx vertx, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + LIMIT_SECONDS + " s");
      }
      pass(vertx, 5);
    }
  }

  /** Waits in real time, to check that something does not happen. */
  public static void pass(Vertx vertx, long millis) {
    await(vertx.timer(millis, TimeUnit.MILLISECONDS));
  }

  /** Runs a call on an event loop. */
  public static <T> Future<T> on(Context context, Supplier<Future<T>> call) {
    Promise<T> result = Promise.promise();
    context.runOnContext(v -> Future.succeededFuture().compose(x -> call.get()).onComplete(result));
    return result.future();
  }
}
