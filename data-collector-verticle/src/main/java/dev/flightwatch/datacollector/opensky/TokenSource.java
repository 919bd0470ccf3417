package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.opensky.OpenSkyStatus.Token.FAILED;
import static dev.flightwatch.datacollector.opensky.OpenSkyStatus.Token.NONE;
import static dev.flightwatch.datacollector.opensky.OpenSkyStatus.Token.REFUSED;
import static dev.flightwatch.datacollector.opensky.OpenSkyStatus.Token.VALID;

import dev.flightwatch.datacollector.opensky.OpenSkyException.Refused;
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
 * The access token, kept until shortly before its end. Whoever needs a new one waits for the same
 * renewal, each no longer than it can. Safe for use by any thread.
 */
final class TokenSource {

  private record Token(String value, Instant renewAt) {}

  private final OAuth2Auth oauth;
  private final OpenSkyOptions.Limits limits;
  private final OpenSkyMetrics metrics;
  private final Clock clock;
  private Token current;
  private Future<String> renewal;
  private OpenSkyStatus.Token withoutToken = NONE;

  TokenSource(OAuth2Auth oauth, OpenSkyOptions.Limits limits, OpenSkyMetrics metrics, Clock clock) {
    this.oauth = oauth;
    this.limits = limits;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Fails with Refused when the client is not accepted, and with Fault. */
  synchronized Future<String> token(TimeLeft left) {
    return isCurrentGood() ? Future.succeededFuture(current.value) : renewed(left);
  }

  /** Another token than one that was refused before its time: the one renewed since, or a new. */
  synchronized Future<String> tokenInsteadOf(String refused, TimeLeft left) {
    if (current != null && current.value.equals(refused)) {
      current = null;
    }
    return token(left);
  }

  synchronized OpenSkyStatus.Token state() {
    return isCurrentGood() ? VALID : withoutToken;
  }

  private boolean isCurrentGood() {
    return current != null && clock.instant().isBefore(current.renewAt);
  }

  private Future<String> renewed(TimeLeft left) {
    if (renewal == null) {
      Future<String> asked = ask();
      renewal = asked;
      asked.onComplete(ended -> endRenewal());
    }
    return renewal
        .timeout(left.millis(limits.call()), TimeUnit.MILLISECONDS)
        .recover(failure -> Future.failedFuture(TokenFailures.of(failure)));
  }

  private Future<String> ask() {
    return oauth
        .authenticate(new Oauth2Credentials().setFlow(OAuth2FlowType.CLIENT))
        .timeout(limits.call().toMillis(), TimeUnit.MILLISECONDS)
        .map(this::accept)
        .recover(failure -> Future.failedFuture(remembered(TokenFailures.of(failure))))
        .onComplete(asked -> metrics.tokenRequested(asked.cause()));
  }

  private synchronized String accept(User user) {
    String value = user.principal().getString("access_token");
    // A header takes no other characters, and its error message would tell the token.
    if (value == null || !value.matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException("not a token");
    }
    Duration life = Duration.ofSeconds(user.principal().getLong("expires_in"));
    current = new Token(value, clock.instant().plus(life).minus(limits.tokenMargin()));
    withoutToken = NONE;
    return value;
  }

  private synchronized OpenSkyException remembered(OpenSkyException failure) {
    withoutToken = failure instanceof Refused ? REFUSED : FAILED;
    return failure;
  }

  private synchronized void endRenewal() {
    renewal = null;
  }
}
