package dev.flightwatch.usermanager.accounts;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.usermanager.accounts.AccountMessages.MakeToken;
import dev.flightwatch.usermanager.accounts.AccountMessages.RevokeToken;
import dev.flightwatch.usermanager.accounts.AccountMessages.TokenMade;
import dev.flightwatch.usermanager.accounts.AccountMessages.TokenRevoked;
import dev.flightwatch.usermanager.users.AuditEvent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;

/** Makes and revokes personal access tokens. */
public final class PersonalTokens {
  /** Maximum number of active tokens of a user. */
  static final int MAXIMUM = 50;

  private final AccountDependencies dependencies;

  public PersonalTokens(AccountDependencies dependencies) {
    this.dependencies = requireNonNull(dependencies);
  }

  /** Makes a token; see {@link MakeToken} for its failures. */
  public Future<TokenMade> make(MakeToken request) {
    SecretToken secret = SecretToken.personal();
    Instant now = dependencies.clock().instant();
    PersonalToken token =
        new PersonalToken(
            UUID.randomUUID(),
            request.name(),
            request.scopes(),
            now,
            now.plus(request.validity()),
            null);
    return dependencies
        .store()
        .addToken(
            request.caller().subject(), request.caller().token(), token, secret.hash(), MAXIMUM)
        .map(
            addition ->
                switch (addition) {
                  case ADDED -> {
                    AuditEvent.TOKEN_MADE.log(request.caller().subject(), request.network());
                    yield new TokenMade(token, secret.value());
                  }
                  case SESSION_ENDED -> throw Accounts.ended();
                  case TOO_MANY -> throw tooMany();
                });
  }

  private static ServiceException tooMany() {
    return ServiceException.of(
        ErrorKind.CONFLICT,
        "too_many_tokens",
        "An account has at most " + MAXIMUM + " tokens; revoke one first.");
  }

  /** Revokes a token; see {@link RevokeToken} for its failures. */
  public Future<TokenRevoked> revoke(RevokeToken request) {
    return dependencies
        .store()
        .deleteToken(request.caller().subject(), request.id())
        .map(
            deleted -> {
              if (!deleted) {
                throw ServiceException.of(
                    ErrorKind.NOT_FOUND, "token_not_found", "You have no token with this id.");
              }
              AuditEvent.TOKEN_REVOKED.log(request.caller().subject(), request.network());
              return new TokenRevoked();
            });
  }
}
