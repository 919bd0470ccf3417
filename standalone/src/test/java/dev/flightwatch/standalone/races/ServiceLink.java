package dev.flightwatch.standalone.races;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The connection between the two services, which can lose requests and responses. */
record ServiceLink(BooleanSupplier losesRequest, BooleanSupplier losesResponse) {
  static final ServiceLink RELIABLE = new ServiceLink(() -> false, () -> false);
  static final ServiceLink DISCONNECTED = new ServiceLink(() -> true, () -> false);

  /** Makes a call; the work of the called service and the response are separate steps. */
  <T> Future<T> call(Steps steps, Supplier<Future<T>> callee) {
    return losesRequest.getAsBoolean()
        ? steps.step("lost request", ServiceLink::lost)
        : callee
            .get()
            .compose(
                response ->
                    steps.step(
                        "response",
                        () ->
                            losesResponse.getAsBoolean()
                                ? lost()
                                : Future.succeededFuture(response)));
  }

  private static <T> Future<T> lost() {
    return Future.failedFuture(
        ServiceException.of(ErrorKind.UNAVAILABLE, "peer_away", "The peer is unavailable."));
  }
}
