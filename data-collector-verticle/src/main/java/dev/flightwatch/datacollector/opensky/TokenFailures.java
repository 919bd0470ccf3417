package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.CallRejected;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts failures of token requests. vertx-auth-oauth2 reports a response other than 200 only by
 * the exception's message: {@code error: error_description} of RFC 6749, otherwise the status
 * phrase and the body.
 */
final class TokenFailures {

  private static final Pattern REJECTION =
      Pattern.compile(
          "(invalid_request|invalid_client|invalid_grant|unauthorized_client"
              + "|unsupported_grant_type|invalid_scope|access_denied"
              + "|Bad Request|Unauthorized|Forbidden|Not Found|Too Many Requests)(?::.*)?",
          Pattern.DOTALL);

  private TokenFailures() {}

  static OpenSkyException of(Throwable failure) {
    if (!(failure instanceof OpenSkyException) && failure.getMessage() != null) {
      Matcher rejection = REJECTION.matcher(failure.getMessage());
      if (rejection.matches()) {
        return new CallRejected(
            "OpenSky's token server rejected the client credentials: " + rejection.group(1));
      }
    }
    return OpenSkyFailures.of("OpenSky's token server", failure);
  }
}
