package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.Fault;
import dev.flightwatch.datacollector.opensky.OpenSkyException.RateLimited;
import dev.flightwatch.datacollector.opensky.OpenSkyException.Refused;
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

/** Makes one call of OpenSky's REST API, and says what its answer means. */
final class OpenSkyClient {

  private static final Duration LONGEST_PAUSE = Duration.ofHours(24);
  private static final int WAITING_PER_CONNECTION = 4;

  /** So that a call that is too slow ends as one, and not with its connection. */
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

  /** What the latest answer that told said is left of today's credits; null before. */
  Integer creditsRemaining() {
    return creditsRemaining;
  }

  /** Empty when no account is kept. */
  Optional<CreditBalance> balance() {
    return ledger.balance();
  }

  /** Fails with Unauthorized when another token is needed. */
  Future<List<JsonObject>> departures(DepartureQuery query, String token, TimeLeft left) {
    long since = System.nanoTime();
    long millis = left.millis(limits.call());
    CreditLedger.Charge charge = ledger.charge(query);
    BoundedBody body = new BoundedBody(limits.responseBytes());
    Future<HttpResponse<Buffer>> answer =
        departures
            .copy()
            .addQueryParam("airport", query.airport())
            .addQueryParam("begin", Long.toString(query.begin().getEpochSecond()))
            .addQueryParam("end", Long.toString(query.end().getEpochSecond()))
            .bearerTokenAuthentication(token)
            .timeout(millis)
            .as(body)
            .send();
    // The request's own timeout ends with the answer's head, and the body can take for ever.
    return Future.all(answer, body.result())
        .timeout(millis, TimeUnit.MILLISECONDS)
        .onFailure(failure -> body.close())
        .map(whole -> flights(answer.result(), charge))
        .onComplete(done -> count(answer, done.cause(), since))
        .recover(failure -> Future.failedFuture(OpenSkyFaults.of("OpenSky", failure)))
        .onComplete(done -> charge.end());
  }

  /** One that found no connection to wait for was never made. */
  private void count(Future<HttpResponse<Buffer>> answer, Throwable failure, long since) {
    if (!(failure instanceof ConnectionPoolTooBusyException)) {
      metrics.called(CallStatus.of(answer.result(), failure), since);
    }
  }

  private List<JsonObject> flights(HttpResponse<Buffer> response, CreditLedger.Charge charge) {
    rememberCredits(response, charge);
    int status = response.statusCode();
    if (status >= 400 && status < 500 && status != 404) {
      charge.giveBack();
    }
    return switch (status) {
      case 200 -> FlightRows.parse(response.body());
      case 404 -> List.of();
      case 401 -> throw new Unauthorized();
      case 429 -> throw rateLimited(response);
      default -> {
        if (status >= 400 && status < 500) {
          throw new Refused("OpenSky refused the call (" + status + ")");
        }
        throw new Fault("OpenSky answered with status " + status);
      }
    };
  }

  private RateLimited rateLimited(HttpResponse<Buffer> response) {
    Duration pause = retryAfter(response);
    ledger.refused(pause);
    return new RateLimited(pause);
  }

  private void rememberCredits(HttpResponse<Buffer> response, CreditLedger.Charge charge) {
    long told = number(response, "X-Rate-Limit-Remaining");
    if (told >= 0) {
      creditsRemaining = (int) told;
      charge.told((int) told);
    }
  }

  private Duration retryAfter(HttpResponse<Buffer> response) {
    long told = number(response, "X-Rate-Limit-Retry-After-Seconds");
    Duration asked = told < 0 ? limits.pause() : Duration.ofSeconds(told);
    return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
  }

  /** A header's number; -1 when there is none. */
  private static long number(HttpResponse<Buffer> response, String header) {
    String text = response.getHeader(header);
    return text != null && text.matches("[0-9]{1,9}") ? Long.parseLong(text) : -1;
  }
}
