package dev.flightwatch.usermanager.users;

import static java.util.stream.Collectors.toMap;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Stores everything in memory; can be unavailable. */
final class MemoryUserStore implements UserStore {
  final Map<EmailAddress, User> emailToUser = new HashMap<>();
  final Map<String, RegistrationRecord.Completed> idToCompleted = new HashMap<>();
  final Map<String, Instant> idToGone = new HashMap<>();
  final List<Deletion> outbox = new ArrayList<>();
  boolean unavailable;

  @Override
  public UserStore forOneRequest() {
    return this;
  }

  private <T> Future<T> unlessUnavailable(T result) {
    return unavailable
        ? Future.failedFuture(
            ServiceException.of(
                ErrorKind.UNAVAILABLE, "database_away", "The store is unavailable."))
        : Future.succeededFuture(result);
  }

  @Override
  public Future<Optional<User>> findByEmail(EmailAddress email) {
    return unlessUnavailable(Optional.ofNullable(emailToUser.get(email)));
  }

  @Override
  public Future<Map<EmailAddress, UUID>> findIds(Set<EmailAddress> emails) {
    return unlessUnavailable(
        emailToUser.values().stream()
            .filter(user -> emails.contains(user.email()))
            .collect(toMap(User::email, User::id)));
  }

  @Override
  public Future<Optional<RegistrationRecord>> findRegistration(String requestId) {
    return unlessUnavailable(Optional.ofNullable(find(requestId)));
  }

  private RegistrationRecord find(String requestId) {
    return idToGone.containsKey(requestId)
        ? new RegistrationRecord.Gone(requestId)
        : idToCompleted.get(requestId);
  }

  @Override
  public Future<Recording> register(
      User user, RegistrationRecord.Completed ifCreated, RegistrationRecord.Completed ifKnown) {
    RegistrationRecord known = find(ifCreated.requestId());
    if (unavailable || known != null) {
      return unlessUnavailable(new Recording(known, false));
    }
    boolean created = emailToUser.putIfAbsent(user.email(), user) == null;
    RegistrationRecord.Completed record = created ? ifCreated : ifKnown;
    idToCompleted.put(record.requestId(), record);
    return unlessUnavailable(new Recording(record, true));
  }

  @Override
  public Future<Boolean> delete(User user, Deletion deletion, Instant nextAttemptAt) {
    User now = emailToUser.get(user.email());
    if (unavailable || now == null || !now.id().equals(user.id())) {
      return unlessUnavailable(false);
    }
    emailToUser.remove(user.email());
    idToCompleted
        .values()
        .removeIf(
            record ->
                record.email().equals(user.email())
                    && idToGone.put(record.requestId(), record.createdAt()) == null);
    outbox.add(deletion);
    return unlessUnavailable(true);
  }

  @Override
  public Future<Integer> deleteRegistrationsBefore(Instant end, int limit) {
    List<String> old = new ArrayList<>();
    idToCompleted.forEach((id, r) -> addIf(r.createdAt().isBefore(end), id, old));
    idToGone.forEach((id, createdAt) -> addIf(createdAt.isBefore(end), id, old));
    List<String> deleted = old.subList(0, Math.min(limit, old.size()));
    deleted.forEach(idToCompleted::remove);
    deleted.forEach(idToGone::remove);
    return unlessUnavailable(deleted.size());
  }

  private static void addIf(boolean old, String id, List<String> ids) {
    if (old) {
      ids.add(id);
    }
  }
}
