package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The OpenSky Network. Logs each failed call, and a rejection when its reason is new. */
final class OpenSkyFlightSource implements FlightSource {

  private static final Logger log = LoggerFactory.getLogger(OpenSkyFlightSource.class);

  private final RateLimitPause pause;
  private final OpenSkyBreaker breaker;
  private final TokenSource tokens;
  private final CreditLedger ledger;
  private final OpenSkyClient client;
  private final OpenSkyMetrics metrics;
  private final AtomicReference<String> lastFailure = new AtomicReference<>();

  OpenSkyFlightSource(Vertx vertx, OpenSkyOptions options, OpenSkyMetrics metrics, Clock clock) {
    this.metrics = metrics;
    this.pause = new RateLimitPause(clock);
    this.breaker = new OpenSkyBreaker(vertx, options.breakerFailures(), options.breakerReset());
    this.tokens = new TokenSource(vertx, options, metrics, clock);
    this.ledger = new CreditLedger(options.dailyCredits(), clock);
    this.client = new OpenSkyClient(vertx, options, ledger, pause, metrics);
  }

  @Override
  public Future<ReadResult> flights(FlightQuery query) {
    TimeLeft left = new TimeLeft(query.timeLimit());
    return pause
        .execute(
            () ->
                breaker.execute(
                    () -> tokens.authorized(left, token -> client.flights(query, token, left))))
        .map(this::read)
        .recover(failure -> notRead(query, failure));
  }

  @Override
  public Optional<CreditBalance> balance() {
    return ledger.balance();
  }

  @Override
  public OpenSkyStatus status() {
    return new OpenSkyStatus(
        OpenSkyStatus.Mode.OPENSKY,
        breaker.state(),
        pause.until(),
        tokens.state(),
        client.creditsRemaining(),
        lastFailure.get());
  }

  private ReadResult read(List<JsonObject> flights) {
    lastFailure.set(null);
    return ReadResult.read(flights);
  }

  private Future<ReadResult> notRead(FlightQuery query, Throwable cause) {
    if (!(cause instanceof OpenSkyException failure)) {
      return Future.failedFuture(cause);
    }
    String reason = failure.getMessage();
    if (failure.status() == CallStatus.WITHHELD) {
      metrics.withheld();
    } else {
      boolean isNew = !reason.equals(lastFailure.getAndSet(reason));
      if (failure.status().isFailure() || isNew && failure.status() != CallStatus.RATE_LIMITED) {
        log.warn(
            "The {}s of {} could not be read: {}; the next collection retries",
            query.direction().label(),
            query.airport(),
            reason);
      }
    }
    return Future.succeededFuture(ReadResult.notRead(reason));
  }
}
