package dev.flightwatch.usermanager.accounts;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.usermanager.accounts.AccountMessages.ExportAccount;
import dev.flightwatch.usermanager.accounts.AccountMessages.FindAccount;
import dev.flightwatch.usermanager.accounts.AccountMessages.UpdateAccount;
import dev.flightwatch.usermanager.users.AuditEvent;
import dev.flightwatch.usermanager.users.Batches;
import dev.flightwatch.usermanager.users.CheckedPassword;
import dev.flightwatch.usermanager.users.HashTurn;
import dev.flightwatch.usermanager.users.User;
import io.vertx.core.Future;
import java.util.Optional;

/** Shows and changes accounts. */
public final class Accounts {
  private final AccountDependencies dependencies;

  public Accounts(AccountDependencies dependencies) {
    this.dependencies = requireNonNull(dependencies);
  }

  /** Returns the caller's account. */
  public Future<Account> find(FindAccount request) {
    return find(request.caller());
  }

  /** Returns the caller's account, and records that it was handed out. */
  public Future<Account> export(ExportAccount request) {
    return find(request.caller())
        .onSuccess(account -> AuditEvent.ACCOUNT_EXPORTED.log(account.id(), request.network()));
  }

  private Future<Account> find(Identity caller) {
    return dependencies
        .store()
        .find(caller.subject(), dependencies.clock().instant())
        .map(found -> found.orElseThrow(Accounts::ended));
  }

  /** Returns the failure of a caller whose credentials have ended since they were checked. */
  static ServiceException ended() {
    return ServiceException.of(
        ErrorKind.UNAUTHENTICATED, "invalid_token", "The session or token is not valid any more.");
  }

  /** Changes the caller's account; see {@link UpdateAccount} for its failures. */
  public Future<Account> update(UpdateAccount request) {
    return (request.password() == null ? updateNames(request) : updatePassword(request))
        .compose(updated -> find(request.caller()));
  }

  private Future<Void> updateNames(UpdateAccount request) {
    return update(request, new AccountChange(request.nome(), request.cognome(), null, null, true))
        .onSuccess(
            updated ->
                AuditEvent.ACCOUNT_CHANGED.log(request.caller().subject(), request.network()));
  }

  private Future<Void> updatePassword(UpdateAccount request) {
    Identity caller = request.caller();
    return dependencies
        .passwords()
        .check(
            dependencies.users().forOneRequest(),
            caller.email(),
            request.currentPassword(),
            request.network())
        .map(checked -> requireMatch(checked, request))
        .compose(
            user ->
                dependencies
                    .hasher()
                    .hash(HashTurn.login(request.network()), request.password())
                    .map(hash -> change(request, user, hash)))
        .compose(change -> update(request, change))
        .onSuccess(updated -> AuditEvent.PASSWORD_CHANGED.log(caller.subject(), request.network()));
  }

  private static AccountChange change(UpdateAccount request, User checked, String hash) {
    return new AccountChange(
        request.nome(), request.cognome(), checked.passwordHash(), hash, request.keepTokens());
  }

  private static User requireMatch(CheckedPassword checked, UpdateAccount request) {
    Optional<User> user =
        checked.user().filter(found -> found.id().equals(request.caller().subject()));
    if (user.isEmpty()) {
      throw ended();
    }
    if (!checked.matches()) {
      AuditEvent.PASSWORD_REFUSED.log(user, request.network());
      throw wrongPassword();
    }
    return user.get();
  }

  private static ServiceException wrongPassword() {
    return ServiceException.of(
        ErrorKind.FORBIDDEN, "wrong_password", "The current password is wrong.");
  }

  private Future<Void> update(UpdateAccount request, AccountChange change) {
    return dependencies
        .store()
        .update(request.caller().subject(), request.caller().token(), change)
        .map(
            updated -> {
              if (!updated) {
                throw change.newHash() == null ? ended() : wrongPassword();
              }
              return null;
            });
  }

  /** Deletes the sessions and tokens that have expired. */
  public Future<Void> deleteExpired() {
    return Batches.repeat(
        limit -> dependencies.store().deleteExpired(dependencies.clock().instant(), limit));
  }
}
