package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.CallFailed;
import dev.flightwatch.datacollector.opensky.OpenSkyException.CallRejected;
import dev.flightwatch.datacollector.opensky.OpenSkyException.CallSkipped;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The OpenSky Network. Logs each failed call, and a rejection when its reason is new. */
final class OpenSkyFlightSource implements FlightSource {

  private static final Logger log = LoggerFactory.getLogger(OpenSkyFlightSource.class);

  private final PausingDepartures departures;
  private final CircuitBreakingDepartures breaker;
  private final TokenSource tokens;
  private final OpenSkyClient client;
  private final OpenSkyMetrics metrics;
  private final AtomicReference<String> lastFailure = new AtomicReference<>();

  OpenSkyFlightSource(
      PausingDepartures departures,
      CircuitBreakingDepartures breaker,
      TokenSource tokens,
      OpenSkyClient client,
      OpenSkyMetrics metrics) {
    this.departures = departures;
    this.breaker = breaker;
    this.tokens = tokens;
    this.client = client;
    this.metrics = metrics;
  }

  @Override
  public Future<ReadResult> departures(DepartureQuery query) {
    if (query.timeLimit().compareTo(Duration.ZERO) <= 0) {
      return Future.succeededFuture(ReadResult.notRead("no time was left to read OpenSky"));
    }
    return departures.fetch(query).map(this::read).recover(failure -> notRead(query, failure));
  }

  @Override
  public Optional<CreditBalance> balance() {
    return client.balance();
  }

  @Override
  public OpenSkyStatus status() {
    return new OpenSkyStatus(
        OpenSkyStatus.Mode.OPENSKY,
        breaker.state(),
        departures.pausedUntil(),
        tokens.state(),
        client.creditsRemaining(),
        lastFailure.get());
  }

  private ReadResult read(List<JsonObject> flights) {
    lastFailure.set(null);
    return ReadResult.read(flights);
  }

  private Future<ReadResult> notRead(DepartureQuery query, Throwable failure) {
    if (!(failure instanceof OpenSkyException)) {
      return Future.failedFuture(failure);
    }
    String reason = failure.getMessage();
    if (failure instanceof CallSkipped) {
      metrics.withheld();
      log.debug("{} was not read from OpenSky: {}", query.airport(), reason);
    } else {
      logFailure(query, failure, lastFailure.getAndSet(reason));
    }
    return Future.succeededFuture(ReadResult.notRead(reason));
  }

  private static void logFailure(DepartureQuery query, Throwable failure, String previous) {
    String reason = failure.getMessage();
    if (failure instanceof CallFailed
        || failure instanceof CallRejected && !reason.equals(previous)) {
      log.warn(
          "The departures of {} could not be read: {}; the next collection retries",
          query.airport(),
          reason);
    }
  }
}
