package dev.flightwatch.datacollector.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The reason of a failure of MongoDB, in a few words. The driver reports why it selected no server
 * only within the message of a timeout, which contains the state of every server in one line of
 * some 500 characters. It repeats the whole response of a server in the message of an error.
 */
public final class ServerSelectionReason {
  /** A cause in the state of a server; its text ends before a nested document. */
  private static final Pattern CAUSE =
      Pattern.compile("(?:exception=|caused by )\\{([\\w.$]+): ([^{}]+)");

  private static final Pattern FULL_RESPONSE = Pattern.compile("\\. The full response is *$");

  private ServerSelectionReason() {}

  /**
   * Returns a failure with the innermost cause, such as {@code Connection refused}, or with the
   * code of the server's error; the failure itself when it is of another kind or names no cause.
   */
  public static Throwable of(Throwable failure) {
    List<Throwable> causes =
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause).toList();
    Optional<Throwable> error =
        first(causes, MongoCommandException.class)
            .map(
                command ->
                    new IllegalStateException(
                        (first(causes, MongoSecurityException.class).isPresent()
                                ? "authentication failed"
                                : "a command failed")
                            + ", error "
                            + MongoFailures.codeOf(command)));
    return error
        .or(() -> first(causes, MongoTimeoutException.class).flatMap(ServerSelectionReason::inside))
        .orElse(failure);
  }

  private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
    return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Optional<Throwable> inside(MongoTimeoutException timeout) {
    return CAUSE
        .matcher(timeout.getMessage())
        .results()
        .reduce((outer, inner) -> inner)
        .map(ServerSelectionReason::failure);
  }

  private static Throwable failure(MatchResult cause) {
    String text = FULL_RESPONSE.matcher(cause.group(2)).replaceFirst("");
    return cause.group(1).equals(UnknownHostException.class.getName())
        ? new UnknownHostException(text)
        : new IllegalStateException(text);
  }
}
