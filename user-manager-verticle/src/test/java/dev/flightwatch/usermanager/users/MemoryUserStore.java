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

/** Keeps everything in this process; can be away. */
final class MemoryUserStore implements UserStore {
  final Map<EmailAddress, User> emailToUser = new HashMap<>();
  final Map<String, RegistrationRecord.Answered> idToAnswered = new HashMap<>();
  final Map<String, Instant> idToGone = new HashMap<>();
  final List<Deletion> outbox = new ArrayList<>();
  boolean away;

  @Override
  public UserStore forOneRequest() {
    return this;
  }

  private <T> Future<T> unlessAway(T answer) {
    return away
        ? Future.failedFuture(
            ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "The store is away."))
        : Future.succeededFuture(answer);
  }

  @Override
  public Future<Optional<User>> findByEmail(EmailAddress email) {
    return unlessAway(Optional.ofNullable(emailToUser.get(email)));
  }

  @Override
  public Future<Map<EmailAddress, UUID>> findIds(Set<EmailAddress> emails) {
    return unlessAway(
        emailToUser.values().stream()
            .filter(user -> emails.contains(user.email()))
            .collect(toMap(User::email, User::id)));
  }

  @Override
  public Future<Optional<RegistrationRecord>> findRegistration(String requestId) {
    return unlessAway(Optional.ofNullable(find(requestId)));
  }

  private RegistrationRecord find(String requestId) {
    return idToGone.containsKey(requestId)
        ? new RegistrationRecord.Gone(requestId)
        : idToAnswered.get(requestId);
  }

  @Override
  public Future<Recording> register(
      User user, RegistrationRecord.Answered ifCreated, RegistrationRecord.Answered ifKnown) {
    RegistrationRecord known = find(ifCreated.requestId());
    if (away || known != null) {
      return unlessAway(new Recording(known, false));
    }
    boolean created = emailToUser.putIfAbsent(user.email(), user) == null;
    RegistrationRecord.Answered record = created ? ifCreated : ifKnown;
    idToAnswered.put(record.requestId(), record);
    return unlessAway(new Recording(record, true));
  }

  @Override
  public Future<Boolean> delete(User user, Deletion deletion, Instant nextAttemptAt) {
    User now = emailToUser.get(user.email());
    if (away || now == null || !now.id().equals(user.id())) {
      return unlessAway(false);
    }
    emailToUser.remove(user.email());
    idToAnswered
        .values()
        .removeIf(
            record ->
                record.email().equals(user.email())
                    && idToGone.put(record.requestId(), record.createdAt()) == null);
    outbox.add(deletion);
    return unlessAway(true);
  }

  @Override
  public Future<Integer> forgetRegistrations(Instant createdBefore, int limit) {
    List<String> old = new ArrayList<>();
    idToAnswered.forEach((id, r) -> addIf(r.createdAt().isBefore(createdBefore), id, old));
    idToGone.forEach((id, createdAt) -> addIf(createdAt.isBefore(createdBefore), id, old));
    List<String> now = old.subList(0, Math.min(limit, old.size()));
    now.forEach(idToAnswered::remove);
    now.forEach(idToGone::remove);
    return unlessAway(now.size());
  }

  private static void addIf(boolean old, String id, List<String> ids) {
    if (old) {
      ids.add(id);
    }
  }
}
