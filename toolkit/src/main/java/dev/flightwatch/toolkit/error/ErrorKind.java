package dev.flightwatch.toolkit.error;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one vocabulary of failure. Rules fail with a kind; each transport maps kinds to its own
 * statuses in one exhaustive switch, so that a new kind does not compile until every transport has
 * answered it.
 *
 * <p>The number is what crosses the event bus. It is never reused, and never the ordinal.
 */
public enum ErrorKind {
  /** The caller's input is at fault; the fields say where. */
  INVALID(1),
  /** The caller could not prove who it is. */
  UNAUTHENTICATED(2),
  /** What the caller names does not exist. */
  NOT_FOUND(3),
  /** What the caller names existed once, and will not come back. */
  GONE(4),
  /** The input is well formed, and contradicts what is stored. */
  CONFLICT(5),
  /** The load is too high: try again in a moment. */
  OVERLOADED(6),
  /** Something that is needed is away: try again later. */
  UNAVAILABLE(7),
  /** The answer did not come in time. */
  TIMEOUT(8),
  /** The body is larger than is taken. */
  TOO_LARGE(9),
  /** The body's media type is not one that is understood. */
  UNSUPPORTED_TYPE(10),
  /** The path exists, and does not know the method. */
  METHOD_NOT_ALLOWED(11),
  /** A defect of ours. */
  INTERNAL(12);

  private static final Map<Integer, ErrorKind> NUMBER_TO_KIND =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(k -> k.number, Function.identity()));

  private final int number;

  ErrorKind(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /** The kind behind a number that came over the bus; {@link #INTERNAL} for one not known here. */
  public static ErrorKind ofNumber(int number) {
    return NUMBER_TO_KIND.getOrDefault(number, INTERNAL);
  }
}
