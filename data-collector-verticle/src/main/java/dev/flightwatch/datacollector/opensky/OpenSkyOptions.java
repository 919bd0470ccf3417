package dev.flightwatch.datacollector.opensky;

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
 * @param call timeout of one call, and of one token request
 * @param pause pause of all calls after a 429 response that names no time
 * @param dailyCredits credits for flights per UTC day; 0: no limit
 * @param breakerFailures number of failed calls that open the circuit breaker
 * @param breakerReset time after which an open breaker lets one call through
 */
public record OpenSkyOptions(
    URI apiUrl,
    URI tokenUrl,
    Optional<ClientCredentials> credentials,
    Duration call,
    Duration pause,
    int dailyCredits,
    int breakerFailures,
    Duration breakerReset) {

  public OpenSkyOptions {
    apiUrl = URI.create(apiUrl.toString().replaceAll("/+$", ""));
  }

  /** The credentials of an API client. The secret is not part of the text form. */
  public record ClientCredentials(String clientId, String clientSecret) {
    @Override
    public String toString() {
      return "ClientCredentials[clientId=" + clientId + ", clientSecret=***]";
    }
  }
}
