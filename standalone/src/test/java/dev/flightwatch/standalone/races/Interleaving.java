package dev.flightwatch.standalone.races;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One order of the steps of some operations. A call that an operation makes is held until it is
 * chosen; then it runs to its end, and so does the operation up to its next call.
 */
final class Interleaving {
  private final Chooser chooser;
  private final Runnable afterStep;
  private final List<Held<?>> held = new ArrayList<>();
  private final List<String> order = new ArrayList<>();

  Interleaving(Chooser chooser, Runnable afterStep) {
    this.chooser = chooser;
    this.afterStep = afterStep;
  }

  private record Held<T>(String name, Supplier<Future<T>> call, Promise<T> answer) {
    Future<Void> letGo() {
      return call.get()
          .transform(
              result -> {
                answer.handle(result);
                return Future.succeededFuture();
              });
    }
  }

  /** The steps of one operation, by its name. */
  Steps steps(String operation) {
    return new Steps() {
      @Override
      public <T> Future<T> step(String name, Supplier<Future<T>> call) {
        Promise<T> answer = Promise.promise();
        held.add(new Held<>(operation + "." + name, call, answer));
        return answer.future();
      }
    };
  }

  /** Lets one step after the other go until none is left. */
  Future<Void> run() {
    if (held.isEmpty()) {
      return Future.succeededFuture();
    }
    Held<?> next = held.remove(held.size() == 1 ? 0 : chooser.choose(held.size()));
    order.add(next.name());
    return next.letGo()
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
