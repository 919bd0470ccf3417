package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.CallRejected;
import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.EnumCounter;
import dev.flightwatch.toolkit.metrics.Histogram;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.metrics.Metric;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToIntFunction;

/** Counts what is asked of OpenSky, and shows how the source is doing. */
final class OpenSkyMetrics {
  private enum TokenOutcome {
    GRANTED,
    REFUSED,
    FAILED
  }

  private final Meters meters;
  private final EnumCounter<CallStatus> calls;
  private final Histogram callSeconds;
  private final EnumCounter<TokenOutcome> tokens;

  OpenSkyMetrics(Meters meters) {
    this.meters = meters;
    calls =
        meters.counter(
            Metric.of("flightwatch_opensky_calls_total", "Calls for departures"),
            "status",
            CallStatus.class);
    callSeconds =
        meters.histogram(
            Metric.of("flightwatch_opensky_call_seconds", "Calls that were made"), Buckets.SLOW);
    tokens =
        meters.counter(
            Metric.of("flightwatch_opensky_token_requests_total", "Requests for an access token"),
            "outcome",
            TokenOutcome.class);
  }

  /**
   * A call was made.
   *
   * @param since when it began, by {@code System.nanoTime()}
   */
  void called(CallStatus status, long since) {
    calls.increment(status);
    callSeconds.record(System.nanoTime() - since);
  }

  /** A call was not made. */
  void withheld() {
    calls.increment(CallStatus.WITHHELD);
  }

  /**
   * A token was asked for.
   *
   * @param failure null when it was granted
   */
  void tokenAsked(Throwable failure) {
    tokens.increment(
        failure == null
            ? TokenOutcome.GRANTED
            : failure instanceof CallRejected ? TokenOutcome.REFUSED : TokenOutcome.FAILED);
  }

  /** Shows how a source is doing, whenever somebody looks. */
  void show(FlightSource source, Clock clock) {
    meters.states(
        Metric.of("flightwatch_opensky_mode", "1 for the mode in force"),
        "mode",
        OpenSkyStatus.Mode.class,
        () -> source.status().mode());
    meters.states(
        Metric.of("flightwatch_opensky_breaker_state", "1 for the state it is in"),
        "state",
        OpenSkyStatus.BreakerState.class,
        () -> source.status().breaker());
    meters.states(
        Metric.of("flightwatch_opensky_token_state", "1 for the state it is in"),
        "state",
        OpenSkyStatus.TokenState.class,
        () -> source.status().token());
    meters.gauge(
        Metric.of("flightwatch_opensky_degraded", "1 when real flights do not come"),
        () -> source.status().degraded() ? 1 : 0);
    meters.gauge(
        Metric.of("flightwatch_opensky_pause_seconds", "What is left of a pause"),
        () -> pauseSeconds(source.status(), clock));
    showCredits("flightwatch_opensky_credits_left", source, CreditBalance::remaining);
    showCredits("flightwatch_opensky_credits_daily", source, CreditBalance::daily);
  }

  private void showCredits(String name, FlightSource source, ToIntFunction<CreditBalance> figure) {
    meters.gauge(
        Metric.of(name, "Credits of the day"),
        () -> source.balance().map(b -> (double) figure.applyAsInt(b)).orElse(Double.NaN));
  }

  private static double pauseSeconds(OpenSkyStatus status, Clock clock) {
    return status.pausedUntil() == null
        ? 0
        : Math.max(0, Duration.between(clock.instant(), status.pausedUntil()).toSeconds());
  }
}
