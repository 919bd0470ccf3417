package dev.flightwatch.toolkit.error;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * A failure that a caller may be told of: its kind, a stable code, and a detail fit for the person
 * who gets it. Expected failures carry no stack trace; a cause, where there is one, is for the log
 * only and never leaves the process.
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
    this.retryAfter =
        switch (kind) {
          case OVERLOADED -> Duration.ofSeconds(1);
          case UNAVAILABLE, TIMEOUT -> Duration.ofSeconds(5);
          default -> null;
        };
  }

  /** A failure with a detail for the caller. {@code code} is lower_snake and never changes. */
  public static ServiceException of(ErrorKind kind, String code, String detail) {
    return new ServiceException(kind, code, detail, List.of(), null);
  }

  /** The same with a cause for the log. */
  public static ServiceException of(ErrorKind kind, String code, String detail, Throwable cause) {
    return new ServiceException(kind, code, detail, List.of(), cause);
  }

  /** Input at fault in the given fields. */
  public static ServiceException invalid(List<FieldError> fields) {
    return new ServiceException(
        ErrorKind.INVALID, "invalid_request", "The request is not valid.", fields, null);
  }

  /** Input at fault in one field. */
  public static ServiceException invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  /** A failure put together again from what crossed a transport. */
  public static ServiceException transferred(
      ErrorKind kind, String code, String detail, List<FieldError> fields) {
    return new ServiceException(kind, code, detail, fields, null);
  }

  /**
   * Any failure as one of ours: itself when it is one already, else INTERNAL with the failure as
   * the cause, so that nothing of it reaches the caller.
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

  /** When to try again; null where trying again would not help. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
