package dev.flightwatch.toolkit.error;

import java.util.stream.Stream;

/**
 * The kinds of failures. Rules fail with a kind. Each transport maps the kinds to its own status
 * codes in one exhaustive switch, so a new kind does not compile until every transport maps it.
 *
 * <p>The event bus transfers the number. Numbers are never reused and independent of the ordinal.
 */
public enum ErrorKind {
  /** The input is invalid; the field errors name the fields. */
  INVALID(1),
  /** The credentials of the caller are missing or wrong. */
  UNAUTHENTICATED(2),
  /** The resource does not exist. */
  NOT_FOUND(3),
  /** The resource was deleted and will not return. */
  GONE(4),
  /** The input is valid but contradicts the stored state. */
  CONFLICT(5),
  /** The load is too high; a retry may succeed soon. */
  OVERLOADED(6),
  /** A dependency is unavailable; a retry may succeed later. */
  UNAVAILABLE(7),
  /** The response did not arrive in time. */
  TIMEOUT(8),
  /** The request body exceeds the limit. */
  TOO_LARGE(9),
  /** The media type of the request body is not supported. */
  UNSUPPORTED_TYPE(10),
  /** The path exists but does not support the method. */
  METHOD_NOT_ALLOWED(11),
  /** An unexpected failure, which is a defect of the service. */
  INTERNAL(12),
  /** The resource has none of the media types that the caller accepts. */
  NOT_ACCEPTABLE(13),
  /** The caller is known, and may not do this. */
  FORBIDDEN(14),
  /** The caller has used up a limit of its own. */
  LIMITED(15);

  private final int number;

  ErrorKind(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** Returns the kind with a number received over the bus; {@link #INTERNAL} for an unknown one. */
  public static ErrorKind ofNumber(int number) {
    return Stream.of(values()).filter(kind -> kind.number == number).findFirst().orElse(INTERNAL);
  }
}
