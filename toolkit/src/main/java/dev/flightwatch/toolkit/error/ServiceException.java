package dev.flightwatch.toolkit.error;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * A failure that is reported to the caller: a kind, a stable code, and a detail as readable text.
 * It has no stack trace. The cause, if any, is only logged and never leaves the process.
 */
public final class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorKind kind;
  private final String code;
  private final transient List<FieldError> fields;
  private final Duration retryAfter;

  private ServiceException(
      ErrorKind kind, String code, String detail, List<FieldError> fields, Throwable cause) {
    super(requireNonNull(detail), cause, false, false);
    this.kind = requireNonNull(kind);
    this.code = requireNonNull(code);
    this.fields = List.copyOf(fields);
    retryAfter = usualRetryAfter(kind);
  }

  private ServiceException(ServiceException failure, Duration retryAfter) {
    super(failure.getMessage(), failure.getCause(), false, false);
    kind = failure.kind;
    code = failure.code;
    fields = failure.fields;
    this.retryAfter = retryAfter;
  }

  /** Returns a failure. The code is lower_snake and part of the API. */
  public static ServiceException of(ErrorKind kind, String code, String detail) {
    return new ServiceException(kind, code, detail, List.of(), null);
  }

  /** Returns a failure with a cause for the log. */
  public static ServiceException of(ErrorKind kind, String code, String detail, Throwable cause) {
    return new ServiceException(kind, code, detail, List.of(), cause);
  }

  /** Returns a failure with {@link ErrorKind#INVALID} and errors of several fields. */
  public static ServiceException invalid(List<FieldError> fields) {
    return new ServiceException(
        ErrorKind.INVALID, "invalid_request", "The request is not valid.", fields, null);
  }

  /** Returns a failure with {@link ErrorKind#INVALID} and an error of one field. */
  public static ServiceException invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  /** Returns a failure with errors of several fields. */
  public static ServiceException of(
      ErrorKind kind, String code, String detail, List<FieldError> fields) {
    return new ServiceException(kind, code, detail, fields, null);
  }

  /**
   * Returns a failure with {@link ErrorKind#LIMITED}.
   *
   * @param retryAfter time until the limit allows a request again
   */
  public static ServiceException limited(String code, String detail, Duration retryAfter) {
    return of(ErrorKind.LIMITED, code, detail).withRetryAfter(retryAfter);
  }

  /**
   * Returns the failure itself when it is a ServiceException. Otherwise returns one with {@link
   * ErrorKind#INTERNAL} and the failure as its cause, which hides the details from the caller.
   */
  public static ServiceException from(Throwable failure) {
    return failure instanceof ServiceException known
        ? known
        : of(ErrorKind.INTERNAL, "internal_error", "Something went wrong on our side.", failure);
  }

  public ErrorKind kind() {
    return kind;
  }

  public String code() {
    return code;
  }

  public List<FieldError> fields() {
    return fields;
  }

  /** Returns the same failure with another time after which a retry may succeed. */
  public ServiceException withRetryAfter(Duration time) {
    return new ServiceException(this, time);
  }

  /** Returns the time after which a retry may succeed; null when a retry does not help. */
  public Duration retryAfter() {
    return retryAfter;
  }

  private static Duration usualRetryAfter(ErrorKind kind) {
    return switch (kind) {
      case OVERLOADED, LIMITED -> Duration.ofSeconds(1);
      case UNAVAILABLE, TIMEOUT -> Duration.ofSeconds(5);
      default -> null;
    };
  }
}
