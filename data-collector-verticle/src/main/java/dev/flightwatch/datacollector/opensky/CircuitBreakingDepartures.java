package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.CallFailed;
import dev.flightwatch.datacollector.opensky.OpenSkyException.CallSkipped;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops calls for some time after several failed ones. Rejected calls do not count as failed. */
final class CircuitBreakingDepartures implements Departures {

  private static final Logger log = LoggerFactory.getLogger(CircuitBreakingDepartures.class);

  /** Calls have their own time limits. */
  private static final long NO_TIMEOUT = -1;

  private final Departures inner;
  private final CircuitBreaker breaker;

  CircuitBreakingDepartures(Vertx vertx, OpenSkyOptions.BreakerOptions options, Departures inner) {
    this.inner = inner;
    this.breaker =
        CircuitBreaker.create(
                "opensky",
                vertx,
                new CircuitBreakerOptions()
                    .setMaxFailures(options.failures())
                    .setFailuresRollingWindow(options.window().toMillis())
                    .setResetTimeout(options.reset().toMillis())
                    .setTimeout(NO_TIMEOUT))
            .failurePolicy(result -> result.failed() && result.cause() instanceof CallFailed)
            .openHandler(
                opened ->
                    log.warn(
                        "OpenSky failed too often: the circuit breaker stops calls for {} s",
                        options.reset().toSeconds()))
            .halfOpenHandler(half -> log.info("OpenSky's circuit breaker allows one call"))
            .closeHandler(
                closed ->
                    log.info("OpenSky is available again: the circuit breaker allows all calls"));
  }

  @Override
  public Future<List<JsonObject>> fetch(DepartureQuery query) {
    return breaker
        .execute(() -> inner.fetch(query))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof OpenCircuitException
                        ? new CallSkipped(
                            "OpenSky failed too often recently (circuit breaker open)")
                        : failure));
  }

  OpenSkyStatus.BreakerState state() {
    return OpenSkyStatus.BreakerState.valueOf(breaker.state().name());
  }
}
