package dev.flightwatch.usermanager.users;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.UserMessages.ExistingUser;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stores everything in memory; can be unavailable. */
public final class MemoryUserStore implements UserStore {
  public final Map<EmailAddress, User> emailToUser = new HashMap<>();
  final Map<String, Stored> idToStored = new HashMap<>();
  final List<Deletion> outbox = new ArrayList<>();
  public boolean unavailable;

  record Stored(RegistrationRecord record, Instant createdAt) {
    Stored withoutUser(EmailAddress email) {
      return record instanceof RegistrationRecord.Completed completed
              && completed.email().equals(email)
          ? new Stored(new RegistrationRecord.Gone(record.requestId()), createdAt)
          : this;
    }
  }

  @Override
  public UserStore forOneRequest() {
    return this;
  }

  private <T> Future<T> unlessUnavailable(T result) {
    return unavailable
        ? Future.failedFuture(
            ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "Unavailable."))
        : Future.succeededFuture(result);
  }

  @Override
  public Future<Optional<User>> findByEmail(EmailAddress email) {
    return unlessUnavailable(Optional.ofNullable(emailToUser.get(email)));
  }

  @Override
  public Future<List<ExistingUser>> findExisting(Set<EmailAddress> emails) {
    return unlessUnavailable(
        emailToUser.values().stream()
            .filter(user -> emails.contains(user.email()))
            .map(user -> new ExistingUser(user.email(), user.id()))
            .toList());
  }

  @Override
  public Future<Optional<RegistrationRecord>> findRegistration(String requestId) {
    return unlessUnavailable(Optional.ofNullable(idToStored.get(requestId)).map(Stored::record));
  }

  @Override
  public Future<Recording> register(
      User user, RegistrationRecord.Completed ifCreated, RegistrationRecord.Completed ifKnown) {
    Stored known = idToStored.get(ifCreated.requestId());
    if (known != null) {
      return unlessUnavailable(new Recording(known.record(), false));
    }
    boolean created = emailToUser.putIfAbsent(user.email(), user) == null;
    RegistrationRecord.Completed record = created ? ifCreated : ifKnown;
    idToStored.put(record.requestId(), new Stored(record, record.createdAt()));
    return unlessUnavailable(new Recording(record, true));
  }

  @Override
  public Future<Boolean> delete(User user, Deletion deletion, Instant nextAttemptAt) {
    boolean deleted = emailToUser.remove(user.email(), user);
    if (deleted) {
      idToStored.replaceAll((id, stored) -> stored.withoutUser(user.email()));
      outbox.add(deletion);
    }
    return unlessUnavailable(deleted);
  }

  @Override
  public Future<Integer> deleteRegistrationsBefore(Instant end, int limit) {
    List<String> old =
        idToStored.keySet().stream()
            .filter(id -> idToStored.get(id).createdAt().isBefore(end))
            .limit(limit)
            .toList();
    old.forEach(idToStored::remove);
    return unlessUnavailable(old.size());
  }
}
