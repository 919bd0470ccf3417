package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls that share one of OpenSky's buckets of credits, and with it a pause after a 429 and a
 * circuit breaker. Logs each failed call, and a rejection when its reason is new.
 */
final class OpenSkyCalls {

  private static final Logger log = LoggerFactory.getLogger(OpenSkyCalls.class);

  private final RateLimitPause pause;
  private final OpenSkyBreaker breaker;
  private final TokenSource tokens;
  private final CreditLedger ledger;
  private final OpenSkyClient client;
  private final OpenSkyMetrics metrics;
  private final AtomicReference<String> lastFailure = new AtomicReference<>();

  OpenSkyCalls(
      Vertx vertx,
      OpenSkyOptions options,
      TokenSource tokens,
      OpenSkyMetrics metrics,
      Clock clock) {
    this.tokens = tokens;
    this.metrics = metrics;
    this.pause = new RateLimitPause(clock);
    this.breaker = new OpenSkyBreaker(vertx, options.breakerFailures(), options.breakerReset());
    this.ledger = new CreditLedger(options.dailyCredits(), clock);
    this.client = new OpenSkyClient(vertx, options, ledger, pause, metrics);
  }

  /** Makes a call within the time limit. Failures of OpenSky are results too. */
  <T> Future<T> make(ApiCall<T> call, Duration timeLimit) {
    TimeLeft left = new TimeLeft(timeLimit);
    return pause
        .execute(
            () ->
                breaker.execute(
                    () -> tokens.authorized(left, token -> client.get(call, token, left))))
        .onSuccess(read -> lastFailure.set(null))
        .recover(failure -> notRead(call, failure));
  }

  Optional<CreditBalance> balance() {
    return ledger.balance();
  }

  OpenSkyStatus status() {
    return new OpenSkyStatus(
        OpenSkyStatus.Mode.OPENSKY,
        breaker.state(),
        pause.until(),
        tokens.state(),
        client.creditsRemaining(),
        lastFailure.get());
  }

  private <T> Future<T> notRead(ApiCall<T> call, Throwable cause) {
    if (!(cause instanceof OpenSkyException failure)) {
      return Future.failedFuture(cause);
    }
    String reason = failure.getMessage();
    if (failure.status() == CallStatus.WITHHELD) {
      metrics.withheld();
    } else {
      boolean isNew = !reason.equals(lastFailure.getAndSet(reason));
      if (failure.status().isFailure() || isNew && failure.status() != CallStatus.RATE_LIMITED) {
        log.warn(call.warning(), reason);
      }
    }
    return Future.succeededFuture(call.notRead().apply(reason));
  }
}
