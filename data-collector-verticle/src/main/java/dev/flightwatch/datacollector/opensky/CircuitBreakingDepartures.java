package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.Fault;
import dev.flightwatch.datacollector.opensky.OpenSkyException.Withheld;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes no calls for a while after several faults. What OpenSky refuses is no fault. */
final class CircuitBreakingDepartures implements Departures {

  private static final Logger log = LoggerFactory.getLogger(CircuitBreakingDepartures.class);
  private static final long CALLS_BOUND_THEMSELVES = -1;

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
                    .setTimeout(CALLS_BOUND_THEMSELVES))
            .failurePolicy(result -> result.failed() && result.cause() instanceof Fault)
            .openHandler(
                opened ->
                    log.warn(
                        "OpenSky's circuit breaker opens for {} s", options.reset().toSeconds()))
            .halfOpenHandler(half -> log.info("OpenSky's circuit breaker lets one call through"))
            .closeHandler(closed -> log.info("OpenSky's circuit breaker closes"));
  }

  @Override
  public Future<List<JsonObject>> fetch(DepartureQuery query) {
    return breaker
        .execute(() -> inner.fetch(query))
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof OpenCircuitException
                        ? new Withheld("OpenSky failed too often lately (circuit breaker open)")
                        : failure));
  }

  OpenSkyStatus.Breaker state() {
    return OpenSkyStatus.Breaker.valueOf(breaker.state().name());
  }
}
