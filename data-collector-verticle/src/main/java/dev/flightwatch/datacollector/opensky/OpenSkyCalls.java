package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
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

  private static final String EMULATOR =
      "OPENSKY_API_URL is an emulator, and the database has data of the OpenSky Network; set"
          + " MONGO_DATABASE to another name";

  private static final String NETWORK =
      "the database has data of an OpenSky emulator, and OPENSKY_API_URL is none; set"
          + " MONGO_DATABASE to another name";

  private final RateLimitPause pause;
  private final OpenSkyBreaker breaker;
  private final TokenSource tokens;
  private final OriginCheck origin;
  private final CreditLedger ledger;
  private final OpenSkyClient client;
  private final OpenSkyMetrics metrics;
  private final AtomicReference<String> lastFailure = new AtomicReference<>();

  OpenSkyCalls(OpenSkyDependencies shared, OpenSkyMetrics metrics) {
    OpenSkyOptions options = shared.options();
    Vertx vertx = shared.vertx();
    this.tokens = shared.tokens();
    this.origin = shared.origin();
    this.metrics = metrics;
    this.pause = new RateLimitPause(shared.clock());
    this.breaker = new OpenSkyBreaker(vertx, options.breakerFailures(), options.breakerReset());
    this.ledger = new CreditLedger(options.dailyCredits(), shared.clock());
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
        .compose(this::accepted)
        .onSuccess(read -> lastFailure.set(null))
        .recover(failure -> notRead(call, failure));
  }

  private <T> Future<T> accepted(Received<T> received) {
    boolean isEmulator = received.fromEmulator();
    return origin
        .accepts(isEmulator)
        .map(
            isAccepted -> {
              if (!isAccepted) {
                throw new OpenSkyException(CallStatus.REFUSED, isEmulator ? EMULATOR : NETWORK);
              }
              return received.result();
            });
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
