package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.vertx.circuitbreaker.CircuitBreakerState;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Counts calls and token requests to OpenSky, and shows the state of the source. */
final class OpenSkyMetrics {
  private final Meters meters;
  private final Map<CallStatus, Counter> calls;
  private final Timer callSeconds;
  private final Map<OpenSkyStatus.TokenState, Counter> tokens;

  OpenSkyMetrics(Meters meters) {
    this.meters = meters;
    calls =
        meters.counters(
            Counter.builder("flightwatch_opensky_calls_total").description("Calls for departures"),
            "status",
            CallStatus.class);
    callSeconds =
        Buckets.SLOW
            .timer("flightwatch_opensky_call_seconds", "Duration of calls that were made")
            .register(meters.registry());
    tokens =
        Map.of(
            OpenSkyStatus.TokenState.VALID, tokenRequests("granted"),
            OpenSkyStatus.TokenState.REFUSED, tokenRequests("refused"),
            OpenSkyStatus.TokenState.FAILED, tokenRequests("failed"));
  }

  private Counter tokenRequests(String outcome) {
    return Counter.builder("flightwatch_opensky_token_requests_total")
        .description("Requests for an access token")
        .tag("outcome", outcome)
        .register(meters.registry());
  }

  /**
   * Records a call that was made.
   *
   * @param start start of the call, by {@code System.nanoTime()}
   */
  void called(CallStatus status, long start) {
    calls.get(status).increment();
    callSeconds.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  /** Records a call that was not made. */
  void withheld() {
    calls.get(CallStatus.WITHHELD).increment();
  }

  /**
   * Records a request for a token.
   *
   * @param result the state of the token after the request
   */
  void tokenRequested(OpenSkyStatus.TokenState result) {
    tokens.get(result).increment();
  }

  /** Shows the current state of a source. */
  void show(FlightSource source, Clock clock) {
    showState(
        "flightwatch_opensky_mode",
        "1 for the current mode",
        "mode",
        OpenSkyStatus.Mode.class,
        () -> source.status().mode());
    showState(
        "flightwatch_opensky_breaker_state",
        "1 for the current state of the circuit breaker",
        "state",
        CircuitBreakerState.class,
        () -> source.status().breaker());
    showState(
        "flightwatch_opensky_token_state",
        "1 for the current state of the access token",
        "state",
        OpenSkyStatus.TokenState.class,
        () -> source.status().token());
    meters.gauge(
        "flightwatch_opensky_degraded",
        "1 when real flights are expected and cannot be read",
        () -> source.status().degraded() ? 1 : 0);
    meters.gauge(
        "flightwatch_opensky_pause_seconds",
        "Remaining pause that OpenSky requested",
        () ->
            Optional.ofNullable(source.status().pausedUntil())
                .map(until -> (double) Duration.between(clock.instant(), until).toSeconds())
                .orElse(0.0));
    meters.gauge(
        "flightwatch_opensky_credits_left",
        "Remaining credits of the day",
        () -> source.balance().map(b -> (double) b.remaining()).orElse(Double.NaN));
    meters.gauge(
        "flightwatch_opensky_credits_daily",
        "Credits of a day",
        () -> source.balance().map(b -> (double) b.daily()).orElse(Double.NaN));
  }

  /** Registers a gauge for each value, which is 1 for the current one, and 0 for the others. */
  private <E extends Enum<E>> void showState(
      String name, String help, String label, Class<E> values, Supplier<E> current) {
    for (E value : values.getEnumConstants()) {
      meters.gauge(
          name, help, () -> current.get() == value ? 1 : 0, label, Meters.labelValue(value));
    }
  }
}
