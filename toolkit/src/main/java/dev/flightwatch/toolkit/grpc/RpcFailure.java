package dev.flightwatch.toolkit.grpc;

import io.vertx.grpc.common.GrpcStatus;

/** Failure of one attempt of a call. */
final class RpcFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final GrpcStatus status;
  private final boolean committed;
  private final String pushback;

  private RpcFailure(GrpcStatus status, boolean committed, String pushback, Throwable cause) {
    super("gRPC status " + status.name(), cause, false, false);
    this.status = status;
    this.committed = committed;
    this.pushback = pushback;
  }

  /** Returns a failure before any response: the call may be retried. */
  static RpcFailure uncommitted(GrpcStatus status, Throwable cause) {
    return new RpcFailure(status, false, null, cause);
  }

  /**
   * Returns a failure by the peer's status.
   *
   * @param pushback the peer's {@code grpc-retry-pushback-ms}, or null
   */
  static RpcFailure refused(GrpcStatus status, String pushback) {
    return new RpcFailure(status, false, pushback, null);
  }

  /** Returns a failure after the response began: the call must not be retried (gRFC A6). */
  static RpcFailure committed(GrpcStatus status, Throwable cause) {
    return new RpcFailure(status, true, null, cause);
  }

  static RpcFailure of(Throwable failure) {
    return failure instanceof RpcFailure known ? known : committed(GrpcStatus.INTERNAL, failure);
  }

  GrpcStatus status() {
    return status;
  }

  boolean isCommitted() {
    return committed;
  }

  /** The peer's {@code grpc-retry-pushback-ms}, unparsed, or null. */
  String pushback() {
    return pushback;
  }
}
