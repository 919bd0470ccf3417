package dev.flightwatch.usermanager.accounts;

import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.MemoryUserStore;
import dev.flightwatch.usermanager.users.User;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Stores sessions and tokens in memory, beside the users. */
final class MemoryAccountStore implements AccountStore {
  final List<Held> held = new ArrayList<>();
  private final MemoryUserStore users;

  /** A session, or a personal access token. */
  record Held(UUID userId, TokenHash hash, Session session, PersonalToken token, Instant usedAt) {
    Instant expiresAt() {
      return session == null ? token.expiresAt() : session.expiresAt();
    }
  }

  MemoryAccountStore(MemoryUserStore users) {
    this.users = users;
  }

  private <T> Future<T> unlessUnavailable(T result) {
    return users.unavailable
        ? Future.failedFuture(
            ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "Unavailable."))
        : Future.succeededFuture(result);
  }

  private Optional<User> user(UUID id) {
    return users.emailToUser.values().stream().filter(user -> user.id().equals(id)).findFirst();
  }

  /** The rows of the users who still exist. */
  private List<Held> rows(Predicate<Held> condition) {
    held.removeIf(row -> user(row.userId()).isEmpty());
    return held.stream().filter(condition).toList();
  }

  private int delete(Predicate<Held> condition) {
    List<Held> rows = rows(condition);
    held.removeAll(rows);
    return rows.size();
  }

  @Override
  public Future<Boolean> addSession(User checked, Session session, int maximum) {
    if (user(checked.id())
        .filter(user -> user.passwordHash().equals(checked.passwordHash()))
        .isEmpty()) {
      return unlessUnavailable(false);
    }
    held.add(new Held(checked.id(), session.token(), session, null, session.createdAt()));
    sessions(checked.id(), row -> true).stream()
        .skip(maximum)
        .forEach(old -> delete(row -> old.equals(row.session())));
    return unlessUnavailable(true);
  }

  private List<Session> sessions(UUID userId, Predicate<Held> condition) {
    return rows(row -> row.userId().equals(userId) && row.session() != null).stream()
        .filter(condition)
        .map(Held::session)
        .sorted(Comparator.comparing(Session::createdAt).reversed())
        .toList();
  }

  @Override
  public Future<Boolean> deleteSession(TokenHash token) {
    return unlessUnavailable(delete(row -> row.hash().equals(token)) == 1);
  }

  @Override
  public Future<Void> deleteSessions(UUID userId) {
    delete(row -> row.userId().equals(userId) && row.session() != null);
    return unlessUnavailable(null);
  }

  @Override
  public Future<TokenAddition> addToken(
      UUID userId, TokenHash session, PersonalToken token, TokenHash hash, int maximum) {
    Instant now = token.createdAt();
    if (active(Set.of(session), now).isEmpty()) {
      return unlessUnavailable(TokenAddition.SESSION_ENDED);
    }
    if (tokens(userId, now).size() >= maximum) {
      return unlessUnavailable(TokenAddition.TOO_MANY);
    }
    held.add(new Held(userId, hash, null, token, null));
    return unlessUnavailable(TokenAddition.ADDED);
  }

  private List<Held> active(Set<TokenHash> tokens, Instant now) {
    return rows(row -> tokens.contains(row.hash()) && row.expiresAt().isAfter(now));
  }

  private List<PersonalToken> tokens(UUID userId, Instant now) {
    return rows(row -> row.userId().equals(userId) && row.token() != null).stream()
        .filter(row -> row.expiresAt().isAfter(now))
        .map(MemoryAccountStore::used)
        .sorted(Comparator.comparing(PersonalToken::createdAt).reversed())
        .toList();
  }

  private static PersonalToken used(Held row) {
    PersonalToken token = row.token();
    return new PersonalToken(
        token.id(),
        token.name(),
        token.scopes(),
        token.createdAt(),
        token.expiresAt(),
        row.usedAt());
  }

  @Override
  public Future<Boolean> deleteToken(UUID userId, UUID tokenId) {
    return unlessUnavailable(
        delete(
                row ->
                    row.userId().equals(userId)
                        && row.token() != null
                        && row.token().id().equals(tokenId))
            == 1);
  }

  @Override
  public Future<List<CheckedToken>> check(Set<TokenHash> tokens, Instant now) {
    return unlessUnavailable(active(tokens, now).stream().map(this::checked).toList());
  }

  private CheckedToken checked(Held row) {
    Set<String> scopes = row.session() == null ? row.token().scopes() : Scopes.SESSION;
    EmailAddress email = user(row.userId()).orElseThrow().email();
    return new CheckedToken(
        new Identity(row.userId(), email, scopes, row.expiresAt(), row.hash()),
        row.session() != null,
        row.usedAt());
  }

  @Override
  public Future<Void> extendSessions(
      Set<TokenHash> sessions, Instant now, Instant before, Instant end) {
    active(sessions, now).stream()
        .filter(row -> !row.usedAt().isAfter(before))
        .forEach(row -> replace(row, extended(row, now, end)));
    return unlessUnavailable(null);
  }

  private static Held extended(Held row, Instant now, Instant end) {
    Session session = row.session();
    return new Held(
        row.userId(),
        row.hash(),
        new Session(session.id(), session.token(), session.createdAt(), end),
        null,
        now);
  }

  private void replace(Held row, Held by) {
    held.set(held.indexOf(row), by);
  }

  @Override
  public Future<Void> recordUse(Set<TokenHash> tokens, Instant now, Instant before) {
    rows(row -> tokens.contains(row.hash())).stream()
        .filter(row -> row.usedAt() == null || !row.usedAt().isAfter(before))
        .forEach(row -> replace(row, new Held(row.userId(), row.hash(), null, row.token(), now)));
    return unlessUnavailable(null);
  }

  @Override
  public Future<Optional<Account>> find(UUID userId, Instant now) {
    List<Session> sessions = sessions(userId, row -> row.expiresAt().isAfter(now));
    return unlessUnavailable(
        user(userId).map(user -> Account.of(user, sessions, tokens(userId, now))));
  }

  @Override
  public Future<Boolean> update(UUID userId, TokenHash session, AccountChange change) {
    Optional<User> found =
        user(userId)
            .filter(
                user ->
                    change.checkedHash() == null
                        || change.checkedHash().equals(user.passwordHash()));
    found.ifPresent(user -> users.emailToUser.put(user.email(), changed(user, change)));
    if (found.isPresent() && change.newHash() != null) {
      delete(
          row ->
              row.userId().equals(userId)
                  && (row.session() != null ? !row.hash().equals(session) : !change.keepTokens()));
    }
    return unlessUnavailable(found.isPresent());
  }

  private static User changed(User user, AccountChange change) {
    return new User(
        user.id(),
        user.email(),
        change.newHash() == null ? user.passwordHash() : change.newHash(),
        changed(user.nome(), change.nome()),
        changed(user.cognome(), change.cognome()),
        user.createdAt());
  }

  private static String changed(String name, String change) {
    return change == null ? name : change.isEmpty() ? null : change;
  }

  @Override
  public Future<Optional<UUID>> resetPassword(EmailAddress email, String hash) {
    User user = users.emailToUser.get(email);
    if (user == null) {
      return unlessUnavailable(Optional.empty());
    }
    users.emailToUser.put(email, changed(user, new AccountChange(null, null, null, hash, false)));
    delete(row -> row.userId().equals(user.id()));
    return unlessUnavailable(Optional.of(user.id()));
  }

  @Override
  public Future<Integer> deleteExpired(Instant now, int limit) {
    List<Held> expired = rows(row -> !row.expiresAt().isAfter(now));
    held.removeAll(expired.subList(0, Math.min(limit, expired.size())));
    return unlessUnavailable(Math.min(limit, expired.size()));
  }
}
