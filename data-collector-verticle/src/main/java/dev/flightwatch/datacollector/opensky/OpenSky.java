package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Creates the flight source. */
public final class OpenSky {

  private OpenSky() {}

  /**
   * Returns a source. A process needs one: its circuit breaker, its pause after a 429, and its
   * token apply to all calls. If called on a verticle's context, the connections close with the
   * verticle.
   *
   * @param clock for token expiry and pauses; calls are timed by the monotonic clock
   */
  public static FlightSource source(Vertx vertx, OpenSkyOptions options, Clock clock) {
    OpenSkyMetrics metrics = new OpenSkyMetrics(Meters.of(vertx));
    FlightSource source =
        options.credentials().isPresent()
            ? live(vertx, options, metrics, clock)
            : new MockOnlySource();
    metrics.show(source, clock);
    return source;
  }

  private static FlightSource live(
      Vertx vertx, OpenSkyOptions options, OpenSkyMetrics metrics, Clock clock) {
    OAuth2Auth oauth = OAuth2Auth.create(vertx, oauth(options));
    TokenSource tokens = new TokenSource(oauth, options.limits(), metrics, clock);
    OpenSkyClient client =
        new OpenSkyClient(
            vertx, options, new CreditLedger(options.limits().dailyCredits(), clock), metrics);
    CircuitBreakingDepartures breaking =
        new CircuitBreakingDepartures(
            vertx, options.breaker(), new AuthorizedDepartures(tokens, client));
    return new OpenSkyFlightSource(
        new PausingDepartures(breaking, clock), breaking, tokens, client, metrics);
  }

  private static OAuth2Options oauth(OpenSkyOptions options) {
    OpenSkyOptions.ClientCredentials credentials = options.credentials().orElseThrow();
    int millis = (int) options.limits().call().toMillis();
    int idleMillis = millis + (int) OpenSkyClient.IDLE_MARGIN.toMillis();
    return new OAuth2Options()
        .setClientId(credentials.clientId())
        .setClientSecret(credentials.clientSecret())
        .setUseBasicAuthorization(false)
        .setSupportedGrantTypes(List.of(OAuth2FlowType.CLIENT.getGrantType()))
        .setTokenPath(options.tokenUrl().toString())
        .setUserAgent("Flightwatch")
        .setHttpClientOptions(
            new HttpClientOptions()
                .setConnectTimeout(millis)
                .setIdleTimeout(idleMillis)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
  }
}
