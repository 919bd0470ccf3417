package dev.flightwatch.toolkit.grpc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.StatusException;
import java.util.concurrent.TimeoutException;

/**
 * A unary call in progress. It ends with one status, which is recorded: by {@link #end}, at the
 * caller's deadline, which Vert.x keeps, or when the caller has gone. Belongs to one event loop.
 */
final class GuardedCall<Q, A> {
  private final GrpcServerRequest<Q, A> request;
  private final GrpcMethodMetrics metrics;
  private final Promise<Q> received = ContextInternal.current().promise();
  private final long start = System.nanoTime();
  private boolean ended;

  GuardedCall(GrpcServerRequest<Q, A> request, GrpcMethodMetrics metrics) {
    this.request = request;
    this.metrics = metrics;
    request.handler(received::tryComplete);
    request.invalidMessageHandler(
        large -> fail(GrpcStatus.RESOURCE_EXHAUSTED, "The request is too large."));
    request.endHandler(end -> fail(GrpcStatus.INVALID_ARGUMENT, "The request cannot be decoded."));
    request.errorHandler(reset -> ended(GrpcStatus.CANCELLED));
    request.response().exceptionHandler(lost -> ended(GrpcStatus.CANCELLED));
    if (request.deadline() != null) {
      request.deadline().onSuccess(over -> ended(GrpcStatus.DEADLINE_EXCEEDED));
    }
  }

  /**
   * Every request ends; only one without a message needs an exception, whose trace is expensive.
   */
  private void fail(GrpcStatus status, String message) {
    if (!received.future().isComplete()) {
      received.fail(new StatusException(status, message));
    }
  }

  /**
   * Returns the message. Fails when it is too large or missing, and when the call ends before it
   * arrives.
   */
  Future<Q> message() {
    return received.future();
  }

  /**
   * Ends the call, unless it has ended before.
   *
   * @param failure null for OK
   */
  void end(A response, Throwable failure) {
    if (ended) {
      return;
    }
    if (failure == null) {
      ended(GrpcStatus.OK);
      request.response().end(response);
      return;
    }
    StatusException status =
        failure instanceof TimeoutException
            ? new StatusException(GrpcStatus.DEADLINE_EXCEEDED, "The call took too long.")
            : GrpcErrors.toStatus(failure);
    ended(status.status());
    request.response().fail(status);
  }

  private void ended(GrpcStatus status) {
    if (ended) {
      return;
    }
    ended = true;
    metrics.ended(status, start);
    received.tryFail("The call has ended.");
    // Vert.x would respond at the deadline to a caller that has gone.
    Timer deadline = request.deadline();
    if (deadline != null) {
      deadline.cancel();
    }
  }
}
