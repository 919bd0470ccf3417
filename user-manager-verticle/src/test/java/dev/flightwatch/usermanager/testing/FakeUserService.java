package dev.flightwatch.usermanager.testing;

import static java.util.stream.Collectors.toMap;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.usermanager.users.CheckUsers;
import dev.flightwatch.usermanager.users.DeleteUser;
import dev.flightwatch.usermanager.users.RegisterUser;
import dev.flightwatch.usermanager.users.RegistrationOutcome;
import dev.flightwatch.usermanager.users.UserDeleted;
import dev.flightwatch.usermanager.users.UserMessages;
import dev.flightwatch.usermanager.users.UserRegistered;
import dev.flightwatch.usermanager.users.UsersChecked;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stands behind the doors in place of the owner: remembers what it is asked, answers as told. */
public final class FakeUserService {
  public final List<Record> asked = Collections.synchronizedList(new ArrayList<>());

  public volatile Future<UserRegistered> registration;
  public volatile Future<UserDeleted> deletion;

  /** The id of whoever is asked for; empty: there is nobody. */
  public volatile Future<Optional<String>> check;

  private FakeUserService() {
    reset();
  }

  /** Forgets what it was asked and told. */
  public void reset() {
    asked.clear();
    registration =
        Future.succeededFuture(new UserRegistered(RegistrationOutcome.CREATED, false, "{\"a\":1}"));
    deletion = Future.succeededFuture(new UserDeleted("ada@example.com", true));
    check = Future.succeededFuture(Optional.of("0b6ad2a2-91a5-4c1e-8a3b-0a4f6c0e7d21"));
  }

  public static FakeUserService of(Vertx vertx) {
    FakeUserService owner = new FakeUserService();
    Bus bus = Bus.of(vertx);
    Future.all(
            bus.consume(UserMessages.REGISTER, owner::register),
            bus.consume(UserMessages.DELETE, owner::delete),
            bus.consume(UserMessages.CHECK, owner::check))
        .await();
    return owner;
  }

  private Future<UserRegistered> register(RegisterUser question) {
    asked.add(question);
    return registration;
  }

  private Future<UserDeleted> delete(DeleteUser question) {
    asked.add(question);
    return deletion;
  }

  private Future<UsersChecked> check(CheckUsers question) {
    asked.add(question);
    return check.map(
        id ->
            new UsersChecked(
                id.map(i -> question.emails().stream().collect(toMap(e -> e, e -> i)))
                    .orElse(Map.of())));
  }

  /** Has every command fail. */
  public void fail(Throwable failure) {
    registration = Future.failedFuture(failure);
    deletion = Future.failedFuture(failure);
    check = Future.failedFuture(failure);
  }
}
