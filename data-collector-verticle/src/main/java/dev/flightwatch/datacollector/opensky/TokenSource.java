package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState.FAILED;
import static dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState.NONE;
import static dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState.REFUSED;
import static dev.flightwatch.datacollector.opensky.OpenSkyStatus.TokenState.VALID;

import dev.flightwatch.datacollector.opensky.OpenSkyException.CallRejected;
import io.vertx.core.Future;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Caches the access token until shortly before it expires. Concurrent calls that need a new token
 * share one request, each waiting no longer than its own time limit. Safe for use by any thread.
 */
final class TokenSource {

  private record AccessToken(String value, Instant renewAt) {}

  private final OAuth2Auth oauth;
  private final OpenSkyOptions.Limits limits;
  private final OpenSkyMetrics metrics;
  private final Clock clock;
  private AccessToken current;
  private Future<String> renewal;
  private OpenSkyStatus.TokenState withoutToken = NONE;

  TokenSource(OAuth2Auth oauth, OpenSkyOptions.Limits limits, OpenSkyMetrics metrics, Clock clock) {
    this.oauth = oauth;
    this.limits = limits;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Fails with CallRejected when the token server rejects the client, otherwise with CallFailed.
   */
  synchronized Future<String> token(TimeLeft left) {
    return isCurrentValid() ? Future.succeededFuture(current.value) : renewed(left);
  }

  /** Returns a token other than {@code rejected}, requesting one if it is still the current one. */
  synchronized Future<String> tokenInsteadOf(String rejected, TimeLeft left) {
    if (current != null && current.value.equals(rejected)) {
      current = null;
    }
    return token(left);
  }

  synchronized OpenSkyStatus.TokenState state() {
    return isCurrentValid() ? VALID : withoutToken;
  }

  private boolean isCurrentValid() {
    return current != null && clock.instant().isBefore(current.renewAt);
  }

  private Future<String> renewed(TimeLeft left) {
    if (renewal == null) {
      Future<String> request = requestToken();
      renewal = request;
      request.onComplete(ended -> endRenewal());
    }
    return renewal
        .timeout(left.millis(limits.call()), TimeUnit.MILLISECONDS)
        .recover(failure -> Future.failedFuture(TokenFailures.of(failure)));
  }

  private Future<String> requestToken() {
    return oauth
        .authenticate(new Oauth2Credentials().setFlow(OAuth2FlowType.CLIENT))
        .timeout(limits.call().toMillis(), TimeUnit.MILLISECONDS)
        .map(this::accept)
        .recover(failure -> Future.failedFuture(remembered(TokenFailures.of(failure))))
        .onComplete(done -> metrics.tokenRequested(done.cause()));
  }

  private synchronized String accept(User user) {
    String value = user.principal().getString("access_token");
    // The error message for other characters in a header would contain the token.
    if (value == null || !value.matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException("not a token");
    }
    Duration validity = Duration.ofSeconds(user.principal().getLong("expires_in"));
    current = new AccessToken(value, clock.instant().plus(validity).minus(limits.tokenMargin()));
    withoutToken = NONE;
    return value;
  }

  private synchronized OpenSkyException remembered(OpenSkyException failure) {
    withoutToken = failure instanceof CallRejected ? REFUSED : FAILED;
    return failure;
  }

  private synchronized void endRenewal() {
    renewal = null;
  }
}
