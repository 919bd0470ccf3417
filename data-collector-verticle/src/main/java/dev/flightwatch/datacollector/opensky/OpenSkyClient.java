package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.CallFailed;
import dev.flightwatch.datacollector.opensky.OpenSkyException.CallRejected;
import dev.flightwatch.datacollector.opensky.OpenSkyException.RateLimited;
import dev.flightwatch.datacollector.opensky.OpenSkyException.Unauthorized;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes one call to OpenSky's REST API and interprets the response. */
final class OpenSkyClient {

  private static final Duration MAX_PAUSE = Duration.ofHours(24);
  private static final int WAITING_PER_CONNECTION = 4;

  /** A slow call ends by its own timeout, before the idle timeout closes the connection. */
  static final Duration IDLE_MARGIN = Duration.ofSeconds(1);

  private final HttpRequest<Buffer> departures;
  private final OpenSkyOptions.Limits limits;
  private final CreditLedger ledger;
  private final OpenSkyMetrics metrics;
  private volatile Integer creditsRemaining;

  OpenSkyClient(Vertx vertx, OpenSkyOptions options, CreditLedger ledger, OpenSkyMetrics metrics) {
    this.limits = options.limits();
    this.ledger = ledger;
    this.metrics = metrics;
    WebClientOptions http =
        new WebClientOptions()
            .setUserAgent("Flightwatch")
            .setFollowRedirects(false)
            .setConnectTimeout((int) limits.call().toMillis())
            .setIdleTimeout((int) limits.call().plus(IDLE_MARGIN).toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    PoolOptions pool =
        new PoolOptions()
            .setHttp1MaxSize(limits.connections())
            .setMaxWaitQueueSize(limits.connections() * WAITING_PER_CONNECTION);
    this.departures =
        WebClient.create(vertx, http, pool).getAbs(root(options) + "/flights/departure");
  }

  private static String root(OpenSkyOptions options) {
    return options.apiUrl().toString().replaceAll("/+$", "");
  }

  /** Returns today's remaining credits from the latest response that has them; null before. */
  Integer creditsRemaining() {
    return creditsRemaining;
  }

  /** Returns the credits left; empty when credits are not limited. */
  Optional<CreditBalance> balance() {
    return ledger.balance();
  }

  /** Returns the departures. Fails with {@link Unauthorized} when OpenSky rejects the token. */
  Future<List<JsonObject>> departures(DepartureQuery query, String token, TimeLeft left) {
    long since = System.nanoTime();
    long millis = left.millis(limits.call());
    CreditLedger.Charge charge = ledger.charge(query);
    BoundedBody body = new BoundedBody(limits.responseBytes());
    Future<HttpResponse<Buffer>> response =
        departures
            .copy()
            .addQueryParam("airport", query.airport().value())
            .addQueryParam("begin", Long.toString(query.begin().getEpochSecond()))
            .addQueryParam("end", Long.toString(query.end().getEpochSecond()))
            .bearerTokenAuthentication(token)
            .timeout(millis)
            .as(body)
            .send();
    // The request's own timeout covers the response headers only, not the body.
    return Future.all(response, body.result())
        .timeout(millis, TimeUnit.MILLISECONDS)
        .onFailure(failure -> body.close())
        .map(done -> flights(response.result(), charge))
        .onComplete(done -> count(response, done.cause(), since))
        .recover(failure -> Future.failedFuture(OpenSkyFailures.of("OpenSky", failure)))
        .onComplete(done -> charge.end());
  }

  /** A call that was refused by the full queue of the pool was never made. */
  private void count(Future<HttpResponse<Buffer>> response, Throwable failure, long since) {
    if (!(failure instanceof ConnectionPoolTooBusyException)) {
      metrics.called(CallStatus.of(response.result(), failure), since);
    }
  }

  private List<JsonObject> flights(HttpResponse<Buffer> response, CreditLedger.Charge charge) {
    rememberCredits(response, charge);
    int status = response.statusCode();
    if (status >= 400 && status < 500 && status != 404) {
      charge.refund();
    }
    return switch (status) {
      case 200 -> FlightRows.parse(response.body());
      case 404 -> List.of();
      case 401 -> throw new Unauthorized();
      case 429 -> throw rateLimited(response);
      default -> {
        if (status >= 400 && status < 500) {
          throw new CallRejected("OpenSky rejected the call (" + status + ")");
        }
        throw new CallFailed("OpenSky responded with status " + status);
      }
    };
  }

  private RateLimited rateLimited(HttpResponse<Buffer> response) {
    Duration pause = retryAfter(response);
    ledger.rateLimited(pause);
    return new RateLimited(pause);
  }

  private void rememberCredits(HttpResponse<Buffer> response, CreditLedger.Charge charge) {
    long remaining = number(response, "X-Rate-Limit-Remaining");
    if (remaining >= 0) {
      creditsRemaining = (int) remaining;
      charge.reported((int) remaining);
    }
  }

  private Duration retryAfter(HttpResponse<Buffer> response) {
    long seconds = number(response, "X-Rate-Limit-Retry-After-Seconds");
    Duration pause = seconds < 0 ? limits.pause() : Duration.ofSeconds(seconds);
    return pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
  }

  /** Returns a header as a number; -1 when it is missing or not a number. */
  private static long number(HttpResponse<Buffer> response, String header) {
    String text = response.getHeader(header);
    return text != null && text.matches("[0-9]{1,9}") ? Long.parseLong(text) : -1;
  }
}
