package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Determines the caller of a request. */
final class CallerAuthenticator {

  private static final String BEARER = "Bearer ";

  private final EmulatedAccount account;
  private final AccessTokens tokens;

  CallerAuthenticator(EmulatedAccount account, AccessTokens tokens) {
    this.account = account;
    this.tokens = tokens;
  }

  /**
   * Returns the caller.
   *
   * @throws CallRejectedException if the request has an invalid token
   */
  Caller authenticate(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      return Caller.anonymous(request.remoteAddress().hostAddress());
    }
    if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && tokens.accepts(authorization.substring(BEARER.length()).trim())) {
      return Caller.account(account.clientId());
    }
    throw CallRejectedException.badToken();
  }
}
