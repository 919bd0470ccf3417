package dev.flightwatch.toolkit.launch;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded number of attempts to reach a dependency at the start. Each failed attempt is logged
 * with its cause; after the last one, the failure names the environment variable to check.
 *
 * @param attempts maximum number of attempts
 * @param pause pause between two attempts
 */
public record StartAttempts(int attempts, Duration pause) {
  private static final Logger log = LoggerFactory.getLogger(StartAttempts.class);

  /**
   * Runs {@code work} until it succeeds or the attempts are used up. The log contains messages of
   * the driver, so drivers must be given addresses without a password.
   *
   * @param dependency the dependency in messages, such as {@code PostgreSQL at host:port}
   * @param variable the environment variable with its address
   */
  public <T> Future<T> until(
      Vertx vertx, String dependency, String variable, Supplier<Future<T>> work) {
    return attempt(vertx, dependency, variable, work, 1);
  }

  private <T> Future<T> attempt(
      Vertx vertx, String dependency, String variable, Supplier<Future<T>> work, int number) {
    return Future.succeededFuture()
        .compose(v -> work.get())
        .recover(
            failure -> {
              if (number >= attempts) {
                return Future.failedFuture(unavailable(dependency, variable, failure));
              }
              log.warn(
                  "{} is unavailable ({}); retrying in {} s, attempt {} of {}",
                  dependency,
                  reason(failure),
                  BigDecimal.valueOf(pause.toMillis(), 3).stripTrailingZeros().toPlainString(),
                  number + 1,
                  attempts);
              return vertx
                  .timer(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS)
                  .compose(v -> attempt(vertx, dependency, variable, work, number + 1));
            });
  }

  private ServiceException unavailable(String dependency, String variable, Throwable failure) {
    return ServiceException.of(
        ErrorKind.UNAVAILABLE,
        "dependency_away",
        "%s is unavailable after %d attempts (%s). Start it, or set %s to its address."
            .formatted(dependency, attempts, reason(failure), variable),
        failure);
  }

  /** Returns the first line of the innermost cause that has a message, and names a missing host. */
  private static String reason(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(cause -> cause.getMessage() != null && !cause.getMessage().isBlank())
        .reduce((outer, inner) -> inner)
        .map(StartAttempts::text)
        .orElse(failure.getClass().getSimpleName());
  }

  private static String text(Throwable cause) {
    String line = cause.getMessage().strip().lines().findFirst().orElseThrow();
    // Its message may be the name alone: the JDK says more only when it asks the name server.
    return cause instanceof UnknownHostException ? "unknown host: " + line : line;
  }
}
