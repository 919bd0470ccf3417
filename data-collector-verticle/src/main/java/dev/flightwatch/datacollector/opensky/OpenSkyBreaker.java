package dev.flightwatch.datacollector.opensky;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops calls for some time after several failed ones. Rejected calls do not count as failed. */
final class OpenSkyBreaker {

  private static final Logger log = LoggerFactory.getLogger(OpenSkyBreaker.class);

  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final CircuitBreaker breaker;

  /**
   * @param failures number of failed calls within 5 minutes that open the breaker
   * @param reset time after which an open breaker lets one call through
   */
  OpenSkyBreaker(Vertx vertx, int failures, Duration reset) {
    this.breaker =
        CircuitBreaker.create(
                "opensky",
                vertx,
                new CircuitBreakerOptions()
                    .setMaxFailures(failures)
                    .setFailuresRollingWindow(WINDOW.toMillis())
                    .setResetTimeout(reset.toMillis())
                    // Calls have their own time limits.
                    .setTimeout(-1))
            .failurePolicy(
                result ->
                    result.cause() instanceof OpenSkyException failure
                        && failure.status().isFailure())
            .openHandler(
                opened ->
                    log.warn(
                        "OpenSky failed too often: the circuit breaker stops calls for {} s",
                        reset.toSeconds()))
            .closeHandler(
                closed ->
                    log.info("OpenSky is available again: the circuit breaker allows all calls"));
  }

  /** Makes a call unless the breaker is open. */
  <T> Future<T> execute(Supplier<Future<T>> call) {
    return breaker
        .execute(call)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof OpenCircuitException
                        ? new OpenSkyException(
                            CallStatus.WITHHELD,
                            "OpenSky failed too often recently (circuit breaker open)")
                        : failure));
  }

  CircuitBreakerState state() {
    return breaker.state();
  }
}
