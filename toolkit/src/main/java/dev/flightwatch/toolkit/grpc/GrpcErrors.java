package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.FieldError;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.StatusException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps failures to gRPC statuses, and the statuses of a peer to failures. */
public final class GrpcErrors {
  private static final Logger log = LoggerFactory.getLogger(GrpcErrors.class);

  private GrpcErrors() {}

  /**
   * Returns a future that fails with a failure's status: {@code
   * service.call().recover(GrpcErrors::asStatus)}. An internal failure is logged here, once, and
   * its details are not sent to the caller.
   */
  public static <T> Future<T> asStatus(Throwable failure) {
    return Future.failedFuture(toStatus(failure));
  }

  static StatusException toStatus(Throwable failure) {
    if (failure instanceof StatusException status) {
      return status;
    }
    ServiceException known = ServiceException.from(failure);
    if (known.kind() == ErrorKind.INTERNAL) {
      log.error(
          "A gRPC call failed: {}",
          known.code(),
          known.getCause() == null ? known : known.getCause());
    }
    return new StatusException(statusOf(known.kind()), messageOf(known));
  }

  private static GrpcStatus statusOf(ErrorKind kind) {
    return switch (kind) {
      case INVALID, UNSUPPORTED_TYPE -> GrpcStatus.INVALID_ARGUMENT;
      case UNAUTHENTICATED -> GrpcStatus.UNAUTHENTICATED;
      case NOT_FOUND, GONE -> GrpcStatus.NOT_FOUND;
      case CONFLICT -> GrpcStatus.FAILED_PRECONDITION;
      case OVERLOADED, TOO_LARGE -> GrpcStatus.RESOURCE_EXHAUSTED;
      // A dependency was late; the caller's own deadline has not passed.
      case UNAVAILABLE, TIMEOUT -> GrpcStatus.UNAVAILABLE;
      case METHOD_NOT_ALLOWED -> GrpcStatus.UNIMPLEMENTED;
      case INTERNAL -> GrpcStatus.INTERNAL;
    };
  }

  private static String messageOf(ServiceException failure) {
    if (failure.kind() == ErrorKind.INTERNAL) {
      return "Something went wrong on our side.";
    }
    return failure.fields().isEmpty()
        ? failure.getMessage()
        : failure.fields().stream()
            .map(GrpcErrors::line)
            .collect(Collectors.joining("; ", failure.getMessage() + " ", ""));
  }

  private static String line(FieldError error) {
    return error.field() + ": " + error.message();
  }

  /** Returns a peer's status as a failure. The peer's message is in its cause only. */
  static ServiceException fromStatus(GrpcStatus status, Throwable cause) {
    return switch (status) {
      case UNAVAILABLE ->
          failure(
              ErrorKind.UNAVAILABLE,
              "peer_unavailable",
              "A required service is unavailable.",
              cause);
      case DEADLINE_EXCEEDED ->
          failure(
              ErrorKind.TIMEOUT,
              "peer_timeout",
              "A required service did not respond in time.",
              cause);
      case INVALID_ARGUMENT ->
          failure(
              ErrorKind.INVALID, "peer_invalid", "A required service refused the request.", cause);
      case NOT_FOUND ->
          failure(
              ErrorKind.NOT_FOUND, "peer_not_found", "A required service found nothing.", cause);
      case RESOURCE_EXHAUSTED ->
          failure(
              ErrorKind.OVERLOADED, "peer_overloaded", "A required service is overloaded.", cause);
      case OK,
          CANCELLED,
          UNKNOWN,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          INTERNAL,
          DATA_LOSS,
          UNAUTHENTICATED ->
          failure(ErrorKind.INTERNAL, "peer_failed", "A required service failed.", cause);
    };
  }

  private static ServiceException failure(
      ErrorKind kind, String code, String detail, Throwable cause) {
    return ServiceException.of(kind, code, detail, cause);
  }
}
