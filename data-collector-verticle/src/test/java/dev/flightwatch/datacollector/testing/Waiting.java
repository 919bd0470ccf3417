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

/** How a test's thread waits for what happens on event loops. */
public final class Waiting {
  private static final long PATIENCE_SECONDS = 20;

  private Waiting() {}

  /** On an event loop only for what is complete, as the answers of fakes are. */
  public static <T> T await(Future<T> future) {
    if (future.succeeded()) {
      return future.result();
    }
    try {
      return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing within " + PATIENCE_SECONDS + " s", e);
    }
  }

  /** The failure of a future, which must be one of ours. */
  public static ServiceException awaitFailure(Future<?> future) {
    Throwable failure = catchThrowable(() -> await(future));
    if (failure instanceof ServiceException known) {
      return known;
    }
    throw new AssertionError("not a failure of ours", failure);
  }

  /** Looks again and again, with a moment of real time between two looks. */
  public static void awaitUntil(Vertx vertx, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE_SECONDS + " s");
      }
      pass(vertx, 5);
    }
  }

  /** Lets real time pass, for what must not happen in it. */
  public static void pass(Vertx vertx, long millis) {
    await(vertx.timer(millis, TimeUnit.MILLISECONDS));
  }

  /** Calls something that belongs to an event loop. */
  public static <T> Future<T> on(Context context, Supplier<Future<T>> call) {
    Promise<T> result = Promise.promise();
    context.runOnContext(v -> Future.succeededFuture().compose(x -> call.get()).onComplete(result));
    return result.future();
  }
}
