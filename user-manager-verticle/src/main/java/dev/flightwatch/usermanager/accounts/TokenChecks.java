package dev.flightwatch.usermanager.accounts;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.limit.ConcurrencyLimit;
import dev.flightwatch.usermanager.accounts.AccountMessages.CheckTokens;
import dev.flightwatch.usermanager.accounts.AccountMessages.TokensChecked;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out to whom tokens belong. A check is the use of a token: it extends a session and records
 * the last use of a personal access token, after the response and not always.
 *
 * <p>Belongs to one event loop.
 */
public final class TokenChecks {
  private static final Logger log = LoggerFactory.getLogger(TokenChecks.class);

  /** A session is extended at most once in this time. */
  static final Duration SESSION_USE = Duration.ofDays(1);

  /** The use of a personal access token is recorded at most once in this time. */
  static final Duration TOKEN_USE = Duration.ofMinutes(1);

  /** Maximum number of statements that record uses at the same time; others are left out. */
  private static final int RECORDING = 2;

  private final AccountDependencies dependencies;
  private final ConcurrencyLimit recording =
      new ConcurrencyLimit(() -> RECORDING, TokenChecks::leftOut);

  public TokenChecks(AccountDependencies dependencies) {
    this.dependencies = requireNonNull(dependencies);
  }

  private static ServiceException leftOut() {
    return ServiceException.of(
        ErrorKind.OVERLOADED, "overloaded", "The next check records the use.");
  }

  /** Returns the active tokens among those of the request. */
  public Future<TokensChecked> check(CheckTokens request) {
    Instant now = dependencies.clock().instant();
    return dependencies
        .metrics()
        .check(
            request,
            dependencies
                .store()
                .check(request.tokens(), now)
                .map(
                    active -> {
                      recordUse(active, now);
                      return new TokensChecked(
                          active.stream().map(CheckedToken::identity).toList());
                    }));
  }

  private void recordUse(List<CheckedToken> active, Instant now) {
    Instant sessionsBefore = now.minus(SESSION_USE);
    Set<TokenHash> sessions = usedBefore(sessionsBefore, active, true);
    if (!sessions.isEmpty()) {
      record(
          () ->
              dependencies
                  .store()
                  .extendSessions(sessions, now, sessionsBefore, now.plus(Sessions.VALIDITY)));
    }
    Instant tokensBefore = now.minus(TOKEN_USE);
    Set<TokenHash> tokens = usedBefore(tokensBefore, active, false);
    if (!tokens.isEmpty()) {
      record(() -> dependencies.store().recordUse(tokens, now, tokensBefore));
    }
  }

  private static Set<TokenHash> usedBefore(
      Instant before, List<CheckedToken> active, boolean sessions) {
    return active.stream()
        .filter(token -> token.isSession() == sessions)
        .filter(token -> token.usedAt() == null || !token.usedAt().isAfter(before))
        .map(token -> token.identity().token())
        .collect(toSet());
  }

  private void record(Supplier<Future<Void>> statement) {
    recording
        .run(statement)
        .onFailure(failure -> log.debug("Uses of tokens not recorded: {}", failure.toString()));
  }
}
