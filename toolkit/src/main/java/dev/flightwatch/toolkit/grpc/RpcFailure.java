package dev.flightwatch.toolkit.grpc;

import io.vertx.grpc.common.GrpcStatus;

/** How one attempt of a call ended, when it did not succeed. */
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

  /** Before any response came: the call may be tried again. */
  static RpcFailure uncommitted(GrpcStatus status, Throwable cause) {
    return new RpcFailure(status, false, null, cause);
  }

  /** The peer refused, and may have said when to come back. */
  static RpcFailure refused(GrpcStatus status, String pushback) {
    return new RpcFailure(status, false, pushback, null);
  }

  /** After the response began: it may not be tried again (gRFC A6). */
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

  /** The peer's {@code grpc-retry-pushback-ms}, as it came; null where there was none. */
  String pushback() {
    return pushback;
  }
}
