package dev.flightwatch.toolkit.launch;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Patience with a dependency at start-up: tries a bounded number of times, logs each failure, and
 * in the end fails with one line that names the variable to look at.
 *
 * @param attempts how often in all
 * @param pause between the end of one attempt and the next
 */
public record StartAttempts(int attempts, Duration pause) {
  private static final Logger log = LoggerFactory.getLogger(StartAttempts.class);

  public StartAttempts {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be positive");
    }
    requireNonNull(pause);
  }

  /**
   * Runs {@code work} until it succeeds. The causes that are logged are the drivers' messages: the
   * callers give drivers no address that holds a password.
   *
   * @param dependency what is waited for, such as {@code PostgreSQL at host:port}
   * @param variable the environment variable that says where it is
   */
  public <T> Future<T> until(
      Vertx vertx, String dependency, String variable, Supplier<Future<T>> work) {
    return attempt(vertx, dependency, variable, work, 1);
  }

  private <T> Future<T> attempt(
      Vertx vertx, String dependency, String variable, Supplier<Future<T>> work, int number) {
    return Future.succeededFuture()
        .compose(v -> requireNonNull(work.get(), "no future"))
        .recover(
            failure -> {
              log.warn(
                  "{} is not ready, attempt {} of {}: {}",
                  dependency,
                  number,
                  attempts,
                  firstLine(failure));
              if (number >= attempts) {
                return Future.failedFuture(
                    ServiceException.of(
                        ErrorKind.UNAVAILABLE,
                        "dependency_away",
                        "%s could not be used after %d attempts (%s). Start it, or set %s to where it is."
                            .formatted(dependency, attempts, firstLine(failure), variable),
                        failure));
              }
              return vertx
                  .timer(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS)
                  .compose(v -> attempt(vertx, dependency, variable, work, number + 1));
            });
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
