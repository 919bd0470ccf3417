package dev.flightwatch.standalone.races;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One order of the steps of several operations. A call of an operation is held until the scheduler
 * selects it. It then runs to its end, and the operation continues up to its next call.
 */
final class Interleaving {
  private final StepScheduler scheduler;
  private final Runnable afterStep;
  private final List<PendingStep<?>> pending = new ArrayList<>();
  private final List<String> order = new ArrayList<>();

  Interleaving(StepScheduler scheduler, Runnable afterStep) {
    this.scheduler = scheduler;
    this.afterStep = afterStep;
  }

  private record PendingStep<T>(String name, Supplier<Future<T>> call, Promise<T> result) {
    Future<Void> complete() {
      return call.get()
          .transform(
              completed -> {
                result.handle(completed);
                return Future.succeededFuture();
              });
    }
  }

  /** Returns the steps of the operation with this name. */
  Steps steps(String operation) {
    return new Steps() {
      @Override
      public <T> Future<T> step(String name, Supplier<Future<T>> call) {
        Promise<T> result = Promise.promise();
        pending.add(new PendingStep<>(operation + "." + name, call, result));
        return result.future();
      }
    };
  }

  /** Runs one step after the other until none is left. */
  Future<Void> run() {
    if (pending.isEmpty()) {
      return Future.succeededFuture();
    }
    PendingStep<?> next =
        pending.remove(pending.size() == 1 ? 0 : scheduler.choose(pending.size()));
    order.add(next.name());
    return next.complete()
        .compose(
            v -> {
              afterStep.run();
              return run();
            });
  }

  @Override
  public String toString() {
    return String.join(" ", order);
  }
}
