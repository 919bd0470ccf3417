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

/** Counts the calls of one of the sources, and shows its state. */
final class OpenSkyMetrics {
  private final Meters meters;
  private final String prefix;
  private final Map<CallStatus, Counter> calls;
  private final Timer callSeconds;

  /**
   * @param prefix of the names of the metrics
   */
  OpenSkyMetrics(Meters meters, String prefix) {
    this.meters = meters;
    this.prefix = prefix;
    calls =
        meters.counters(
            Counter.builder(prefix + "_calls_total")
                .description("Calls that were made or withheld"),
            "status",
            CallStatus.class);
    callSeconds =
        Buckets.SLOW
            .timer(prefix + "_call_seconds", "Duration of calls that were made")
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

  /** Shows the current state of a source. */
  void show(OpenSkySource source, Clock clock) {
    TokenMetrics.showState(
        meters,
        prefix + "_breaker_state",
        "1 for the current state of the circuit breaker",
        CircuitBreakerState.class,
        () -> source.status().breaker());
    meters.gauge(
        prefix + "_degraded",
        "1 when real data is expected and cannot be read",
        () -> source.status().degraded() ? 1 : 0);
    meters.gauge(
        prefix + "_pause_seconds",
        "Remaining pause that OpenSky requested",
        () ->
            Optional.ofNullable(source.status().pausedUntil())
                .map(until -> (double) Duration.between(clock.instant(), until).toSeconds())
                .orElse(0.0));
    meters.gauge(
        prefix + "_credits_left",
        "Remaining credits of the day",
        () -> source.balance().map(b -> (double) b.remaining()).orElse(Double.NaN));
    meters.gauge(
        prefix + "_credits_daily",
        "Credits of a day",
        () -> source.balance().map(b -> (double) b.daily()).orElse(Double.NaN));
  }
}
