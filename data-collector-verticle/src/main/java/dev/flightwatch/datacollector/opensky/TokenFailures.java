package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.Refused;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it means that no token came. vertx-auth-oauth2 tells an answer other than 200 in a message
 * alone: {@code error: error_description} of RFC 6749, else the status's phrase and the body.
 */
final class TokenFailures {

  private static final Pattern REFUSAL =
      Pattern.compile(
          "(invalid_request|invalid_client|invalid_grant|unauthorized_client"
              + "|unsupported_grant_type|invalid_scope|access_denied"
              + "|Bad Request|Unauthorized|Forbidden|Not Found|Too Many Requests)(?::.*)?",
          Pattern.DOTALL);

  private TokenFailures() {}

  static OpenSkyException of(Throwable failure) {
    if (!(failure instanceof OpenSkyException) && failure.getMessage() != null) {
      Matcher refusal = REFUSAL.matcher(failure.getMessage());
      if (refusal.matches()) {
        return new Refused("OpenSky's token server refused our client: " + refusal.group(1));
      }
    }
    return OpenSkyFaults.of("OpenSky's token server", failure);
  }
}
