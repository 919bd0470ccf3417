package dev.flightwatch.standalone.races;

import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.Deletion;
import dev.flightwatch.usermanager.users.Recording;
import dev.flightwatch.usermanager.users.RegistrationRecord;
import dev.flightwatch.usermanager.users.User;
import dev.flightwatch.usermanager.users.UserMessages.ExistingUser;
import dev.flightwatch.usermanager.users.UserStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A user store of which each call is a step. */
record SteppedUserStore(UserStore store, Steps steps) implements UserStore {
  @Override
  public UserStore forOneRequest() {
    return this;
  }

  @Override
  public Future<Optional<User>> findByEmail(EmailAddress email) {
    return steps.step("find user", () -> store.findByEmail(email));
  }

  @Override
  public Future<List<ExistingUser>> findExisting(Set<EmailAddress> emails) {
    return steps.step("find ids", () -> store.findExisting(emails));
  }

  @Override
  public Future<Optional<RegistrationRecord>> findRegistration(String requestId) {
    return steps.step("find request", () -> store.findRegistration(requestId));
  }

  @Override
  public Future<Recording> register(
      User user, RegistrationRecord.Completed ifCreated, RegistrationRecord.Completed ifKnown) {
    return steps.step("insert user", () -> store.register(user, ifCreated, ifKnown));
  }

  @Override
  public Future<Boolean> delete(User user, Deletion deletion, Instant nextAttemptAt) {
    return steps.step("delete user", () -> store.delete(user, deletion, nextAttemptAt));
  }

  @Override
  public Future<Integer> deleteRegistrationsBefore(Instant end, int limit) {
    return steps.step("delete records", () -> store.deleteRegistrationsBefore(end, limit));
  }
}
