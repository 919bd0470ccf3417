package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Makes one call to OpenSky's REST API and interprets the response. */
final class OpenSkyClient {

  /** The emulator sends it with each response. */
  private static final String EMULATOR_HEADER = "X-OpenSky-Emulator";

  private static final Duration MAX_PAUSE = Duration.ofHours(24);

  private final BoundedHttpClient http;
  private final OpenSkyOptions options;
  private final CreditLedger ledger;
  private final RateLimitPause pause;
  private final OpenSkyMetrics metrics;
  private volatile Integer creditsRemaining;

  OpenSkyClient(
      Vertx vertx,
      OpenSkyOptions options,
      CreditLedger ledger,
      RateLimitPause pause,
      OpenSkyMetrics metrics) {
    this.http = new BoundedHttpClient(vertx, "OpenSky", options.call());
    this.options = options;
    this.ledger = ledger;
    this.pause = pause;
    this.metrics = metrics;
  }

  /** Returns today's remaining credits from the latest response that has them; null before. */
  Integer creditsRemaining() {
    return creditsRemaining;
  }

  /**
   * Returns the result of the response, and who sent it. Fails with an {@link OpenSkyException}.
   */
  <T> Future<Received<T>> get(ApiCall<T> call, String token, TimeLeft left) {
    long since = System.nanoTime();
    CreditLedger.Charge charge = ledger.charge(call.credits().getAsInt());
    RequestOptions request =
        new RequestOptions()
            .setAbsoluteURI(options.apiUrl() + call.path())
            .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    Future<BoundedResponse> response = http.send(request, "", left.millis(options.call()));
    return response
        .map(
            received ->
                new Received<>(
                    result(call, received, charge),
                    received.head().getHeader(EMULATOR_HEADER) != null))
        .recover(http::failure)
        .onFailure(failure -> count(((OpenSkyException) failure).status(), since))
        .onSuccess(read -> count(response.result().status(), since))
        .onComplete(done -> ledger.end());
  }

  /** A call that was refused by the full queue of the pool was never made. */
  private void count(CallStatus status, long since) {
    if (status != CallStatus.WITHHELD) {
      metrics.called(status, since);
    }
  }

  private <T> T result(ApiCall<T> call, BoundedResponse response, CreditLedger.Charge charge) {
    int code = response.head().statusCode();
    rememberCredits(response, charge);
    return switch (response.status()) {
      case OK -> call.parse().apply(response.body());
      case NO_FLIGHTS -> call.nothing().get();
      case UNAUTHORIZED -> throw rejected(response, charge, "rejected the access token");
      case RATE_LIMITED -> {
        OpenSkyException limited = rejected(response, charge, "received too many requests");
        rateLimited(response);
        throw limited;
      }
      case REFUSED -> throw rejected(response, charge, "rejected the call");
      default ->
          throw new OpenSkyException(response.status(), "OpenSky responded with status " + code);
    };
  }

  private OpenSkyException rejected(
      BoundedResponse response, CreditLedger.Charge charge, String what) {
    ledger.refund(charge);
    return new OpenSkyException(
        response.status(), "OpenSky " + what + " (" + response.head().statusCode() + ")");
  }

  private void rateLimited(BoundedResponse response) {
    long seconds = response.number("X-Rate-Limit-Retry-After-Seconds");
    Duration asked = seconds < 0 ? options.pause() : Duration.ofSeconds(seconds);
    Duration time = Collections.min(List.of(asked, MAX_PAUSE));
    ledger.rateLimited(time);
    pause.begin(time);
  }

  private void rememberCredits(BoundedResponse response, CreditLedger.Charge charge) {
    int remaining = (int) response.number("X-Rate-Limit-Remaining");
    if (remaining >= 0) {
      creditsRemaining = remaining;
      ledger.reported(charge, remaining);
    }
  }
}
