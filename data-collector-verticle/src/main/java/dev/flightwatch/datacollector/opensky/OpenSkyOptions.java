package dev.flightwatch.datacollector.opensky;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Options of the OpenSky client.
 *
 * @param apiUrl base URL of the API; trailing slashes are removed, because OpenSky responds to a
 *     doubled slash with 404, which means "no flights"
 * @param tokenUrl the token endpoint
 * @param credentials empty: flights are simulated and no call is made
 */
public record OpenSkyOptions(
    URI apiUrl,
    URI tokenUrl,
    Optional<ClientCredentials> credentials,
    Limits limits,
    BreakerOptions breaker) {

  public OpenSkyOptions {
    apiUrl = URI.create(apiUrl.toString().replaceAll("/+$", ""));
    requireNonNull(tokenUrl);
    requireNonNull(credentials);
    requireNonNull(limits);
    requireNonNull(breaker);
  }

  /** The credentials of an API client. The secret is not part of the text form. */
  public record ClientCredentials(String clientId, String clientSecret) {

    public ClientCredentials {
      requireNonNull(clientId);
      requireNonNull(clientSecret);
    }

    @Override
    public String toString() {
      return "ClientCredentials[clientId=" + clientId + ", clientSecret=***]";
    }
  }

  /**
   * Limits of calls.
   *
   * @param call timeout of one call, and of one token request
   * @param tokenMargin how long before its expiry a token is renewed
   * @param pause pause of all calls after a 429 response that names no time
   * @param responseBytes size of the largest accepted response
   * @param connections maximum number of concurrent calls; four times as many may wait
   * @param dailyCredits credits for flights per UTC day; 0: no limit
   */
  public record Limits(
      Duration call,
      Duration tokenMargin,
      Duration pause,
      int responseBytes,
      int connections,
      int dailyCredits) {
    private static final Duration TOKEN_MARGIN = Duration.ofSeconds(30);
    private static final int RESPONSE_BYTES = 16 * 1024 * 1024;
    private static final int CONNECTIONS = 8;

    public Limits {
      requireNonNull(call);
      requireNonNull(tokenMargin);
      requireNonNull(pause);
    }

    /** Returns limits with the constants of production. */
    public static Limits of(Duration call, Duration pause, int dailyCredits) {
      return new Limits(call, TOKEN_MARGIN, pause, RESPONSE_BYTES, CONNECTIONS, dailyCredits);
    }
  }

  /**
   * Options of the circuit breaker.
   *
   * @param failures number of failed calls within the window that open it
   * @param window in whole seconds
   * @param reset time after which an open breaker lets one call through
   */
  public record BreakerOptions(int failures, Duration window, Duration reset) {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    public BreakerOptions {
      requireNonNull(window);
      requireNonNull(reset);
    }

    /** Returns options with the constants of production. */
    public static BreakerOptions of(int failures, Duration reset) {
      return new BreakerOptions(failures, WINDOW, reset);
    }
  }
}
