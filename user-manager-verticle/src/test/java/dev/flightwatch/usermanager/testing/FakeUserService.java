package dev.flightwatch.usermanager.testing;

import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.accounts.AccountMessages;
import dev.flightwatch.usermanager.accounts.AccountMessages.CheckTokens;
import dev.flightwatch.usermanager.accounts.AccountMessages.TokensChecked;
import dev.flightwatch.usermanager.users.RegistrationOutcome;
import dev.flightwatch.usermanager.users.UserMessages;
import dev.flightwatch.usermanager.users.UserMessages.CheckUsers;
import dev.flightwatch.usermanager.users.UserMessages.DeleteUser;
import dev.flightwatch.usermanager.users.UserMessages.ExistingUser;
import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import dev.flightwatch.usermanager.users.UserMessages.UserDeleted;
import dev.flightwatch.usermanager.users.UserMessages.UserRegistered;
import dev.flightwatch.usermanager.users.UserMessages.UsersChecked;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Consumes the commands on users in place of the service verticle, and records them. */
public final class FakeUserService {
  public static final UUID USER_ID = UUID.fromString("0b6ad2a2-91a5-4c1e-8a3b-0a4f6c0e7d21");

  public final List<Record> requests = Collections.synchronizedList(new ArrayList<>());

  public volatile Future<UserRegistered> registration;
  public volatile Future<UserDeleted> deletion;

  /** The id of every user that is checked; empty when none exists. */
  public volatile Future<Optional<UUID>> check;

  /** The active tokens. */
  public volatile Future<List<Identity>> tokens;

  private FakeUserService() {
    reset();
  }

  /** Clears the recorded requests and restores the default replies. */
  public void reset() {
    requests.clear();
    String body = "{\"message\":\"\",\"email\":\"\",\"request_id\":\"\"}";
    registration =
        Future.succeededFuture(new UserRegistered(RegistrationOutcome.CREATED, false, body));
    deletion = Future.succeededFuture(new UserDeleted(new EmailAddress("ada@example.com"), true));
    check = Future.succeededFuture(Optional.of(USER_ID));
    tokens = Future.succeededFuture(List.of());
  }

  public static FakeUserService of(Vertx vertx) {
    FakeUserService service = new FakeUserService();
    Bus bus = Bus.of(vertx);
    Future.all(
            bus.consume(UserMessages.REGISTER, service::register),
            bus.consume(UserMessages.DELETE, service::delete),
            bus.consume(UserMessages.CHECK, service::check),
            bus.consume(AccountMessages.CHECK_TOKENS, service::checkTokens))
        .await();
    return service;
  }

  private Future<UserRegistered> register(RegisterUser request) {
    requests.add(request);
    return registration;
  }

  private Future<UserDeleted> delete(DeleteUser request) {
    requests.add(request);
    return deletion;
  }

  private Future<UsersChecked> check(CheckUsers request) {
    requests.add(request);
    return check
        .map(
            id ->
                request.emails().stream()
                    .flatMap(email -> id.map(i -> new ExistingUser(email, i)).stream())
                    .toList())
        .map(UsersChecked::new);
  }

  private Future<TokensChecked> checkTokens(CheckTokens request) {
    requests.add(request);
    return tokens.map(TokensChecked::new);
  }

  /** Makes every command fail. */
  public void fail(Throwable failure) {
    registration = Future.failedFuture(failure);
    deletion = Future.failedFuture(failure);
    check = Future.failedFuture(failure);
    tokens = Future.failedFuture(failure);
  }
}
