package dev.flightwatch.datacollector.opensky;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How OpenSky is reached, and how much of it is borne.
 *
 * @param apiUrl the root of the API
 * @param credentials empty: the source is mock, and the network is never touched
 */
public record OpenSkyOptions(
    URI apiUrl, URI tokenUrl, Optional<Credentials> credentials, Limits limits, Breaker breaker) {

  public OpenSkyOptions {
    requireNonNull(apiUrl);
    requireNonNull(tokenUrl);
    requireNonNull(credentials);
    requireNonNull(limits);
    requireNonNull(breaker);
  }

  /** A client of OpenSky's token server. */
  public record Credentials(String clientId, String clientSecret) {

    public Credentials {
      requireNonNull(clientId);
      requireNonNull(clientSecret);
    }

    @Override
    public String toString() {
      return "Credentials[clientId=" + clientId + ", clientSecret=***]";
    }
  }

  /**
   * The bounds of a call.
   *
   * @param call how long one call may take, and one request for a token
   * @param tokenMargin how long before its end a token is renewed
   * @param pause how long calls pause after a 429 that does not say
   * @param answerBytes the largest answer that is read
   * @param connections how many calls are made at once; four times as many may wait for one to end
   * @param dailyCredits what the account may spend on flights in a UTC day; 0: no account is kept
   */
  public record Limits(
      Duration call,
      Duration tokenMargin,
      Duration pause,
      int answerBytes,
      int connections,
      int dailyCredits) {}

  /**
   * When calls are given up for a while.
   *
   * @param failures how many, with no success between them
   * @param window how close together; whole seconds
   * @param reset after how long one call is let through
   */
  public record Breaker(int failures, Duration window, Duration reset) {}
}
