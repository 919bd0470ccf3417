package dev.flightwatch.datacollector.mongo;

import com.mongodb.MongoTimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The reason why the driver selected no server. The driver reports it only within the message of a
 * timeout, which contains the state of every server in one line of some 500 characters.
 */
public final class ServerSelectionReason {
  private static final Pattern CAUSE =
      Pattern.compile("(?:exception=|caused by )\\{[\\w.$]+: ([^{}]+)}");

  private ServerSelectionReason() {}

  /**
   * Returns a failure with the innermost cause in the driver's message, such as {@code Connection
   * refused}; the failure itself when it is of another kind or names no cause.
   */
  public static Throwable of(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(MongoTimeoutException.class::isInstance)
        .findFirst()
        .flatMap(
            timeout ->
                CAUSE.matcher(timeout.getMessage()).results().reduce((outer, inner) -> inner))
        .<Throwable>map(innermost -> new IllegalStateException(innermost.group(1)))
        .orElse(failure);
  }
}
