package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.log.Correlation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.client.InvalidStatusException;
import io.vertx.grpc.common.GrpcErrorException;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One attempt of a call on a connection. Fails with {@link RpcFailure}. */
record CallAttempt<Q, A>(
    PeerConnection connection,
    ServiceMethod<A, Q> method,
    int previousAttempts,
    Deadline deadline) {
  private static final String PREVIOUS_ATTEMPTS = "grpc-previous-rpc-attempts";
  private static final String PUSHBACK = "grpc-retry-pushback-ms";

  /** Bound on how much earlier than here the deadline is over at the peer. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMillis(50);

  /**
   * Sends the message.
   *
   * @param pingAfterMillis the wait for a response after which the connection is pinged
   */
  Future<A> send(Vertx vertx, Q message, long pingAfterMillis) {
    return Future.succeededFuture()
        .compose(begin -> connection.request(method, deadline.leftMillis()))
        .recover(
            failure -> Future.failedFuture(RpcFailure.uncommitted(GrpcStatus.UNAVAILABLE, failure)))
        .compose(
            request -> {
              long leftMillis = deadline.leftMillis();
              long ping =
                  vertx.setTimer(Math.min(leftMillis, pingAfterMillis), id -> connection.ping());
              return exchange(request, message, leftMillis)
                  .onComplete(done -> vertx.cancelTimer(ping));
            });
  }

  private Future<A> exchange(GrpcClientRequest<Q, A> request, Q message, long leftMillis) {
    request.timeout(leftMillis, TimeUnit.MILLISECONDS);
    String correlation = Correlation.current();
    if (correlation != null) {
      request.headers().set(Correlation.HEADER.toLowerCase(Locale.ROOT), correlation);
    }
    if (previousAttempts > 0) {
      request.headers().set(PREVIOUS_ATTEMPTS, Integer.toString(previousAttempts));
    }
    return request
        .send(message)
        .onSuccess(response -> connection.responded())
        .recover(failure -> Future.failedFuture(RpcFailure.uncommitted(statusOf(failure), failure)))
        .compose(CallAttempt::message)
        .timeout(leftMillis, TimeUnit.MILLISECONDS)
        .recover(failure -> Future.failedFuture(deadlineExceeded(request, failure)));
  }

  private static <Q, A> Future<A> message(GrpcClientResponse<Q, A> response) {
    if (response.status() != null && response.status() != GrpcStatus.OK) {
      String pushback = response.headers().get(PUSHBACK);
      return Future.failedFuture(RpcFailure.refused(response.status(), pushback));
    }
    return response
        .last()
        .recover(failure -> Future.failedFuture(RpcFailure.committed(statusOf(failure), failure)));
  }

  private static GrpcStatus statusOf(Throwable failure) {
    if (failure instanceof InvalidStatusException invalid) {
      return invalid.actualStatus();
    }
    if (failure instanceof GrpcErrorException error) {
      return error.status();
    }
    return failure instanceof HttpClosedException || failure instanceof IOException
        ? GrpcStatus.UNAVAILABLE
        : GrpcStatus.INTERNAL;
  }

  /** Returns DEADLINE_EXCEEDED in place of a timeout; any other failure as it is. */
  private Throwable deadlineExceeded(GrpcClientRequest<?, ?> request, Throwable failure) {
    if (failure instanceof TimeoutException) {
      request.cancel();
      return RpcFailure.uncommitted(GrpcStatus.DEADLINE_EXCEEDED, failure);
    }
    return isPeersDeadline(failure)
        ? RpcFailure.uncommitted(GrpcStatus.DEADLINE_EXCEEDED, failure)
        : failure;
  }

  /** The peer has the same deadline, and may cancel the call just before the timer fires here. */
  private boolean isPeersDeadline(Throwable failure) {
    return failure instanceof RpcFailure known
        && known.status() == GrpcStatus.CANCELLED
        && deadline.isOverAfter(CLOCK_TOLERANCE);
  }
}
