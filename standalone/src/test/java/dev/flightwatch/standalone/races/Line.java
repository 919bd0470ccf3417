package dev.flightwatch.standalone.races;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The way between the two services, on which requests and answers get lost. */
record Line(BooleanSupplier losesRequest, BooleanSupplier losesAnswer) {
  static final Line GOOD = new Line(() -> false, () -> false);
  static final Line CUT = new Line(() -> true, () -> false);

  /** A call over the line: what it does, then its answer, each a step of its own. */
  <T> Future<T> call(Steps steps, Supplier<Future<T>> served) {
    return losesRequest.getAsBoolean()
        ? steps.step("lost request", Line::lost)
        : served
            .get()
            .compose(
                answer ->
                    steps.step(
                        "answer",
                        () ->
                            losesAnswer.getAsBoolean() ? lost() : Future.succeededFuture(answer)));
  }

  private static <T> Future<T> lost() {
    return Future.failedFuture(
        ServiceException.of(ErrorKind.UNAVAILABLE, "peer_away", "The peer does not answer."));
  }
}
