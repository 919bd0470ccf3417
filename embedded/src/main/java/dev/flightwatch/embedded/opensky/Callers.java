package dev.flightwatch.embedded.opensky;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Finds out who calls. */
final class Callers {

  private static final String BEARER = "Bearer ";

  private final Account account;
  private final AccessTokens tokens;

  Callers(Account account, AccessTokens tokens) {
    this.account = account;
    this.tokens = tokens;
  }

  Caller of(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      return Caller.anonymous(request.remoteAddress().hostAddress());
    }
    if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && tokens.accepts(authorization.substring(BEARER.length()).trim())) {
      return Caller.account(account.clientId());
    }
    throw Refusal.badToken();
  }
}
