package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.StatusException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps failures to gRPC statuses, and the statuses of a peer to failures. */
final class GrpcErrors {
  private static final Logger log = LoggerFactory.getLogger(GrpcErrors.class);

  private GrpcErrors() {}

  /**
   * Returns a failure's status. An internal failure is logged here, once, and its details are not
   * sent to the caller.
   */
  static StatusException toStatus(Throwable failure) {
    if (failure instanceof StatusException status) {
      return status;
    }
    ServiceException known = ServiceException.from(failure);
    if (known.kind() == ErrorKind.INTERNAL) {
      log.error("A gRPC call failed: {}", known.code(), known);
      return new StatusException(GrpcStatus.INTERNAL, "Something went wrong on our side.");
    }
    String fields =
        known.fields().stream()
            .map(error -> " " + error.field() + ": " + error.message())
            .collect(Collectors.joining(";"));
    return new StatusException(statusOf(known.kind()), known.getMessage() + fields);
  }

  private static GrpcStatus statusOf(ErrorKind kind) {
    return switch (kind) {
      case INVALID, UNSUPPORTED_TYPE, NOT_ACCEPTABLE -> GrpcStatus.INVALID_ARGUMENT;
      case UNAUTHENTICATED -> GrpcStatus.UNAUTHENTICATED;
      case NOT_FOUND, GONE -> GrpcStatus.NOT_FOUND;
      case CONFLICT -> GrpcStatus.FAILED_PRECONDITION;
      case FORBIDDEN -> GrpcStatus.PERMISSION_DENIED;
      case OVERLOADED, TOO_LARGE, LIMITED -> GrpcStatus.RESOURCE_EXHAUSTED;
      // A dependency was late; the caller's own deadline has not passed.
      case UNAVAILABLE, TIMEOUT -> GrpcStatus.UNAVAILABLE;
      case METHOD_NOT_ALLOWED -> GrpcStatus.UNIMPLEMENTED;
      case INTERNAL -> GrpcStatus.INTERNAL;
    };
  }

  /** Returns a peer's status as a failure. The peer's message is in its cause only. */
  static ServiceException fromStatus(GrpcStatus status, Throwable cause) {
    ErrorKind kind =
        switch (status) {
          // The last two refuse the calling service, whatever its request.
          case UNAVAILABLE, UNAUTHENTICATED, PERMISSION_DENIED -> ErrorKind.UNAVAILABLE;
          case DEADLINE_EXCEEDED -> ErrorKind.TIMEOUT;
          case INVALID_ARGUMENT -> ErrorKind.INVALID;
          case NOT_FOUND -> ErrorKind.NOT_FOUND;
          case RESOURCE_EXHAUSTED -> ErrorKind.OVERLOADED;
          case UNIMPLEMENTED -> ErrorKind.METHOD_NOT_ALLOWED;
          default -> ErrorKind.INTERNAL;
        };
    return ServiceException.of(
        kind, "peer_failed", "A call to a required service failed: " + status.name(), cause);
  }
}
