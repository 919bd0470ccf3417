package dev.flightwatch.toolkit.grpc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Timer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.MessageSizeOverflowException;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;
import io.vertx.grpc.server.StatusException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A call in progress. It ends with one status, which is recorded: by {@link #end}, at the caller's
 * deadline, which Vert.x keeps, or when the caller has gone. Belongs to one event loop.
 */
final class GuardedCall<Q, A> {
  private final GrpcServerRequest<Q, A> request;
  private final GrpcServerResponse<Q, A> response;
  private final GrpcServerMetrics metrics;
  private final Promise<Q> received = ContextInternal.current().promise();
  private final long start = System.nanoTime();
  private boolean ended;

  GuardedCall(GrpcServerRequest<Q, A> request, GrpcServerMetrics metrics) {
    this.request = request;
    this.response = request.response();
    this.metrics = metrics;
    request.errorHandler(reset -> ended(GrpcStatus.CANCELLED));
    request.exceptionHandler(lost -> ended(GrpcStatus.CANCELLED));
    response.exceptionHandler(lost -> ended(GrpcStatus.CANCELLED));
    Timer deadline = request.deadline();
    if (deadline != null) {
      deadline.onSuccess(over -> ended(GrpcStatus.DEADLINE_EXCEEDED));
    }
  }

  /**
   * Returns the message of a unary call. Fails with RESOURCE_EXHAUSTED when it is too large, and
   * with INVALID_ARGUMENT when it is missing or cannot be decoded.
   */
  Future<Q> message() {
    request.invalidMessageHandler(invalid -> received.tryFail(status(invalid)));
    request.endHandler(
        end ->
            request
                .last()
                .onSuccess(received::tryComplete)
                .onFailure(invalid -> received.tryFail(status(invalid))));
    return received.future();
  }

  private static StatusException status(Throwable invalid) {
    return invalid instanceof MessageSizeOverflowException
        ? new StatusException(GrpcStatus.RESOURCE_EXHAUSTED, "The request is too large.")
        : new StatusException(GrpcStatus.INVALID_ARGUMENT, "The request cannot be decoded.");
  }

  /**
   * Responds to each message of a stream before it reads the next one. Completes when the caller
   * has sent all its messages.
   */
  Future<A> respondToEach(Function<Q, A> function) {
    request.invalidMessageHandler(invalid -> received.tryFail(status(invalid)));
    request.endHandler(end -> received.tryComplete());
    request.pause();
    request.handler(
        message -> {
          if (!ended) {
            response.write(function.apply(message)).onSuccess(sent -> request.fetch(1));
          }
        });
    request.fetch(1);
    return received.future().mapEmpty();
  }

  /**
   * Ends the call, unless it has ended before.
   *
   * @param message the last or only response; null for none
   * @param failure null for OK
   */
  void end(A message, Throwable failure) {
    if (ended) {
      return;
    }
    if (failure != null) {
      StatusException status =
          failure instanceof TimeoutException
              ? new StatusException(GrpcStatus.DEADLINE_EXCEEDED, "The call took too long.")
              : GrpcErrors.toStatus(failure);
      ended(status.status());
      response.fail(status);
      return;
    }
    ended(GrpcStatus.OK);
    if (message == null) {
      response.end();
    } else {
      response.end(message);
    }
  }

  /** Notes the end; a message that arrives from now on reaches no service. */
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
