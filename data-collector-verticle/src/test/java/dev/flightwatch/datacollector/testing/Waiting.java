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

  public static <T> T await(Future<T> future) {
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

  /** Looks again and again, on a timer of Vert.x. */
  public static void awaitUntil(Vertx vertx, BooleanSupplier condition) {
    Promise<Void> met = Promise.promise();
    long timer =
        vertx.setPeriodic(
            1,
            5,
            id -> {
              if (condition.getAsBoolean()) {
                met.tryComplete();
              }
            });
    try {
      await(met.future());
    } finally {
      vertx.cancelTimer(timer);
    }
  }

  /** Lets real time pass, for what must not happen in it. */
  public static void pass(Vertx vertx, long millis) {
    await(vertx.timer(millis, TimeUnit.MILLISECONDS));
  }

  /** Calls something that belongs to an event loop. */
  public static <T> Future<T> on(Context context, Supplier<Future<T>> call) {
    Promise<T> result = Promise.promise();
    context.runOnContext(
        v -> Future.succeededFuture().compose(x -> call.get()).onComplete(result));
    return result.future();
  }
}
