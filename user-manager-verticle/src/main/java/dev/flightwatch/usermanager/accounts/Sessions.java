package dev.flightwatch.usermanager.accounts;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.usermanager.accounts.AccountMessages.EndSessions;
import dev.flightwatch.usermanager.accounts.AccountMessages.SessionStarted;
import dev.flightwatch.usermanager.accounts.AccountMessages.SessionsEnded;
import dev.flightwatch.usermanager.accounts.AccountMessages.StartSession;
import dev.flightwatch.usermanager.users.AuditEvent;
import dev.flightwatch.usermanager.users.CheckedPassword;
import dev.flightwatch.usermanager.users.User;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Logs users in and out. */
public final class Sessions {
  /** How long a session lasts after its start or its extension. */
  static final Duration VALIDITY = Duration.ofDays(30);

  /** Maximum number of sessions of a user; a new one ends the oldest. */
  static final int MAXIMUM = 50;

  private final AccountDependencies dependencies;

  public Sessions(AccountDependencies dependencies) {
    this.dependencies = requireNonNull(dependencies);
  }

  /** Starts a session; see {@link StartSession} for its failures. */
  public Future<SessionStarted> start(StartSession request) {
    return dependencies
        .metrics()
        .login(
            dependencies
                .passwords()
                .check(
                    dependencies.users().forOneRequest(),
                    request.email(),
                    request.password(),
                    request.network())
                .compose(checked -> start(checked, request)));
  }

  private Future<SessionStarted> start(CheckedPassword checked, StartSession request) {
    return checked.matches()
        ? start(checked.user().orElseThrow(), request)
        : Future.failedFuture(refused(checked.user(), request));
  }

  private Future<SessionStarted> start(User user, StartSession request) {
    SecretToken token = SecretToken.ofSession();
    Instant now = dependencies.clock().instant();
    Session session = new Session(UUID.randomUUID(), token.hash(), now, now.plus(VALIDITY));
    return dependencies
        .store()
        .addSession(user, session, MAXIMUM)
        .map(
            added -> {
              if (!added) {
                throw refused(Optional.of(user), request);
              }
              AuditEvent.LOGIN.log(user.id(), request.network());
              return new SessionStarted(
                  token.value(),
                  session.expiresAt(),
                  Account.of(user, List.of(session), List.of()));
            });
  }

  private static ServiceException refused(Optional<User> user, StartSession request) {
    AuditEvent.LOGIN_FAILED.log(user, request.network());
    return ServiceException.of(
        ErrorKind.UNAUTHENTICATED, "invalid_credentials", "The address or the password is wrong.");
  }

  /** Ends the caller's session, or all of them. */
  public Future<SessionsEnded> end(EndSessions request) {
    AccountStore store = dependencies.store();
    return (request.all()
            ? store.deleteSessions(request.caller().subject())
            : store.deleteSession(request.caller().token()))
        .map(
            ended -> {
              AuditEvent.LOGOUT.log(request.caller().subject(), request.network());
              return new SessionsEnded();
            });
  }
}
