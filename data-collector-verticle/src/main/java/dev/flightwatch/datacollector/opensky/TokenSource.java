package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState.FAILED;
import static dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState.NONE;
import static dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState.REFUSED;
import static dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState.VALID;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flightwatch.datacollector.opensky.OpenSkyOptions.ClientCredentials;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Caches the access token until shortly before it expires. Concurrent calls that need a new token
 * share one request, each waiting no longer than its own time limit. Safe for use by any thread.
 */
final class TokenSource {
  /** How long before its expiry a token is renewed. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private record AccessToken(String value, Instant renewAt) {}

  private final BoundedHttpClient http;
  private final OpenSkyOptions options;
  private final TokenMetrics metrics;
  private final Clock clock;
  private Future<AccessToken> latest = Future.failedFuture("no token was requested");
  private OpenSkyStatus.TokenState withoutToken = NONE;

  TokenSource(Vertx vertx, OpenSkyOptions options, TokenMetrics metrics, Clock clock) {
    this.http = new BoundedHttpClient(vertx, "OpenSky's token server", options.call());
    this.options = options;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Makes a call with a token; if it is rejected, repeats the call once with a new one. */
  <T> Future<T> authorized(TimeLeft left, Function<String, Future<T>> call) {
    return tokenInsteadOf(null, left)
        .compose(
            token ->
                call.apply(token)
                    .recover(
                        failure ->
                            failure instanceof OpenSkyException known
                                    && known.status() == CallStatus.UNAUTHORIZED
                                ? tokenInsteadOf(token, left).compose(call)
                                : Future.failedFuture(failure)));
  }

  /** Requests a token unless there is one that was not rejected, or a request is in progress. */
  private synchronized Future<String> tokenInsteadOf(String rejected, TimeLeft left) {
    if (latest.isComplete() && !(isValid() && !latest.result().value.equals(rejected))) {
      latest = requestToken();
    }
    return latest
        .map(AccessToken::value)
        .timeout(left.millis(options.call()), TimeUnit.MILLISECONDS)
        .recover(http::failure);
  }

  private boolean isValid() {
    return latest.succeeded() && clock.instant().isBefore(latest.result().renewAt);
  }

  synchronized OpenSkyStatus.TokenState state() {
    return isValid() ? VALID : withoutToken;
  }

  private Future<AccessToken> requestToken() {
    ClientCredentials client = options.credentials().orElseThrow();
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(
                URLEncoder.encode(client.clientId(), UTF_8),
                URLEncoder.encode(client.clientSecret(), UTF_8));
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(options.tokenUrl().toString())
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
    return http.send(request, form, options.call().toMillis())
        .map(this::accept)
        .recover(http::failure)
        .onComplete(done -> remember(done.cause()));
  }

  private AccessToken accept(BoundedResponse response) {
    int code = response.head().statusCode();
    if (code >= 400 && code < 500) {
      throw new OpenSkyException(
          CallStatus.REFUSED,
          "OpenSky's token server rejected the client credentials (" + code + ")");
    }
    if (code != 200) {
      throw new OpenSkyException(
          response.status(), "OpenSky's token server responded with status " + code);
    }
    JsonObject token = response.body().toJsonObject();
    String value = token.getString("access_token");
    // The error message for other characters in a header would contain the token.
    if (value == null || !value.matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException("not a token");
    }
    Duration validity = Duration.ofSeconds(token.getLong("expires_in"));
    return new AccessToken(value, clock.instant().plus(validity).minus(MARGIN));
  }

  private synchronized void remember(Throwable failure) {
    boolean refused =
        failure instanceof OpenSkyException known && known.status() == CallStatus.REFUSED;
    withoutToken = failure == null ? NONE : refused ? REFUSED : FAILED;
    metrics.requested(failure == null ? VALID : withoutToken);
  }
}
