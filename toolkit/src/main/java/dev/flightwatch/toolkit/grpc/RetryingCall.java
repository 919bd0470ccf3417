package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.log.Correlation;
import io.netty.handler.codec.http2.Http2Exception;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClosedException;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.client.InvalidStatusException;
import io.vertx.grpc.common.GrpcErrorException;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call with all its attempts and the waits between them, within one deadline.
 *
 * @param deadlineNanos end of the call, by {@code System.nanoTime()}
 */
record RetryingCall<Q, A>(
    GrpcChannel channel,
    ServiceMethod<A, Q> method,
    Q message,
    RetryPlan plan,
    long deadlineNanos) {
  private static final String PREVIOUS_ATTEMPTS = "grpc-previous-rpc-attempts";
  private static final String PUSHBACK = "grpc-retry-pushback-ms";

  /** Bound on how much earlier than here the deadline is over at the peer. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMillis(50);

  /** Makes an attempt, and others as long as the plan says so. Returns the last one's outcome. */
  Future<Outcome<A>> attempt() {
    HttpClientAgent connection = channel.connection();
    return Future.succeededFuture()
        .compose(begin -> GrpcClient.client(channel.vertx(), connection).request(method))
        .timeout(Math.min(leftMillis(), GrpcChannel.CONNECT_TIMEOUT_MILLIS), TimeUnit.MILLISECONDS)
        .transform(
            (request, failure) ->
                failure == null
                    ? exchange(request)
                    : Future.succeededFuture(Outcome.failed(GrpcStatus.UNAVAILABLE, failure)))
        .compose(outcome -> retry(connection, outcome));
  }

  private Future<Outcome<A>> exchange(GrpcClientRequest<Q, A> request) {
    request.timeout(leftMillis(), TimeUnit.MILLISECONDS);
    if (Correlation.current() != null) {
      request.headers().set(Correlation.HEADER.toLowerCase(Locale.ROOT), Correlation.current());
    }
    channel
        .secret()
        .ifPresent(secret -> request.headers().set(PeerSecret.HEADER, secret.authorization()));
    if (plan.retries() > 0) {
      request.headers().set(PREVIOUS_ATTEMPTS, Integer.toString(plan.retries()));
    }
    return request
        .send(message)
        .compose(this::outcome)
        .timeout(leftMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.cancel())
        .otherwise(failure -> Outcome.failed(statusOf(failure), failure));
  }

  private Future<Outcome<A>> outcome(GrpcClientResponse<Q, A> response) {
    // A status in the headers means that there is nothing else.
    boolean retryable = response.status() != null;
    String pushback = response.headers().get(PUSHBACK);
    return response
        .last()
        .map(message -> new Outcome<>(GrpcStatus.OK, message, false, null, null))
        .otherwise(failure -> new Outcome<>(statusOf(failure), null, retryable, pushback, failure));
  }

  private GrpcStatus statusOf(Throwable failure) {
    if (failure instanceof InvalidStatusException invalid) {
      return invalid.actualStatus();
    }
    if (failure instanceof TimeoutException) {
      return GrpcStatus.DEADLINE_EXCEEDED;
    }
    if (failure instanceof GrpcErrorException reset) {
      // The peer has the same deadline, and may reset the stream just before.
      return left().compareTo(CLOCK_TOLERANCE) <= 0 ? GrpcStatus.DEADLINE_EXCEEDED : reset.status();
    }
    // Netty refuses a stream on a connection that was just closed.
    return failure instanceof HttpClosedException
            || failure instanceof IOException
            || failure instanceof Http2Exception
        ? GrpcStatus.UNAVAILABLE
        : GrpcStatus.INTERNAL;
  }

  private Future<Outcome<A>> retry(HttpClientAgent connection, Outcome<A> outcome) {
    if (outcome.cause() instanceof TimeoutException) {
      // The network may have lost the connection.
      channel.replace(connection);
    }
    if (outcome.status() == GrpcStatus.OK || channel.isClosed()) {
      return Future.succeededFuture(outcome);
    }
    Optional<Duration> wait = plan.next(outcome, left());
    return wait.isEmpty()
        ? Future.succeededFuture(outcome)
        : channel.vertx().timer(Math.max(1, wait.get().toMillis())).compose(waited -> attempt());
  }

  private Duration left() {
    return Duration.ofNanos(deadlineNanos - System.nanoTime());
  }

  /** Returns at least a millisecond, since a timer needs a delay. */
  private long leftMillis() {
    return Math.max(1, left().toMillis());
  }
}
