package dev.flightwatch.toolkit.grpc;

import io.vertx.grpc.common.GrpcStatus;

/**
 * The end of one attempt of a call.
 *
 * @param response null unless the status is OK
 * @param retryable false once a response had begun, after which a call must not be retried (A6)
 * @param pushback the peer's {@code grpc-retry-pushback-ms}, or null
 * @param cause null when the status is OK
 */
record Outcome<A>(
    GrpcStatus status, A response, boolean retryable, String pushback, Throwable cause) {
  static <A> Outcome<A> failed(GrpcStatus status, Throwable cause) {
    return new Outcome<>(status, null, true, null, cause);
  }
}
