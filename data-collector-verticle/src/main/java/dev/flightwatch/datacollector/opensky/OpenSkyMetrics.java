package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.CallRejected;
import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Counts calls and token requests to OpenSky, and shows the state of the source. */
final class OpenSkyMetrics {
  private enum TokenOutcome {
    GRANTED,
    REFUSED,
    FAILED
  }

  private final Meters meters;
  private final Map<CallStatus, Counter> calls;
  private final Timer callSeconds;
  private final Map<TokenOutcome, Counter> tokens;

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
        meters.counters(
            Counter.builder("flightwatch_opensky_token_requests_total")
                .description("Requests for an access token"),
            "outcome",
            TokenOutcome.class);
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
   * @param failure null when the token was granted
   */
  void tokenRequested(Throwable failure) {
    TokenOutcome outcome =
        failure == null
            ? TokenOutcome.GRANTED
            : failure instanceof CallRejected ? TokenOutcome.REFUSED : TokenOutcome.FAILED;
    tokens.get(outcome).increment();
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
        OpenSkyStatus.BreakerState.class,
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
        () -> pauseSeconds(source.status(), clock));
    showCredits(
        "flightwatch_opensky_credits_left",
        "Remaining credits of the day",
        source,
        CreditBalance::remaining);
    showCredits(
        "flightwatch_opensky_credits_daily", "Credits of a day", source, CreditBalance::daily);
  }

  /** Registers a gauge for each value, which is 1 for the current one, and 0 for the others. */
  private <E extends Enum<E>> void showState(
      String name, String help, String label, Class<E> values, Supplier<E> current) {
    for (E value : values.getEnumConstants()) {
      meters.gauge(
          name, help, () -> current.get() == value ? 1 : 0, label, Meters.labelValue(value));
    }
  }

  private void showCredits(
      String name, String help, FlightSource source, ToIntFunction<CreditBalance> figure) {
    meters.gauge(
        name,
        help,
        () -> source.balance().map(b -> (double) figure.applyAsInt(b)).orElse(Double.NaN));
  }

  private static double pauseSeconds(OpenSkyStatus status, Clock clock) {
    return status.pausedUntil() == null
        ? 0
        : Math.max(0, Duration.between(clock.instant(), status.pausedUntil()).toSeconds());
  }
}
