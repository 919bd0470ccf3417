package dev.flightwatch.usermanager.postgres;

import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.accounts.Account;
import dev.flightwatch.usermanager.accounts.AccountChange;
import dev.flightwatch.usermanager.accounts.AccountStore;
import dev.flightwatch.usermanager.accounts.CheckedToken;
import dev.flightwatch.usermanager.accounts.PersonalToken;
import dev.flightwatch.usermanager.accounts.Session;
import dev.flightwatch.usermanager.accounts.TokenAddition;
import dev.flightwatch.usermanager.users.User;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Stores sessions and personal access tokens in PostgreSQL. Whatever adds or ends several of them
 * locks the row of the user first, so that these operations, a login, a change of the password and
 * the deletion of the user take effect one after another.
 */
public record PostgresAccountStore(PostgresPool pool) implements AccountStore {
  private static final String LOCK_USER = "select id from users where id = $1 for no key update";

  private static final String ADD_SESSION =
      """
      insert into sessions (token_sha256, id, user_id, created_at, expires_at, extended_at)
      select $3, $4, id, $5, $6, $5 from users where id = $1 and password_hash = $2
      for no key update""";

  private static final String DELETE_OLDEST_SESSIONS =
      """
      delete from sessions where token_sha256 in (
        select token_sha256 from sessions where user_id = $1
        order by created_at desc, id offset $2)""";

  private static final String DELETE_SESSION = "delete from sessions where token_sha256 = $1";

  private static final String DELETE_SESSIONS = "delete from sessions where user_id = $1";

  private static final String DELETE_OTHER_SESSIONS =
      "delete from sessions where user_id = $1 and token_sha256 <> $2";

  private static final String COUNT_TOKENS =
      """
      select (select count(*) from tokens where user_id = $1 and expires_at > $3) as tokens,
        exists (select from sessions where token_sha256 = $2 and expires_at > $3) as active""";

  private static final String ADD_TOKEN =
      """
      insert into tokens (id, token_sha256, user_id, name, scopes, created_at, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7)""";

  private static final String DELETE_TOKEN = "delete from tokens where user_id = $1 and id = $2";

  private static final String DELETE_TOKENS = "delete from tokens where user_id = $1";

  private static final String UPDATE_USER =
      """
      update users set nome = nullif(coalesce($2, nome), ''),
        cognome = nullif(coalesce($3, cognome), ''),
        password_hash = coalesce($5, password_hash)
      where id = $1 and password_hash = coalesce($4, password_hash)""";

  private static final String RESET_PASSWORD =
      "update users set password_hash = $2 where email = $1 returning id";

  private static final String DELETE_EXPIRED =
      """
      with expired_sessions as (
        delete from sessions where token_sha256 in (
          select token_sha256 from sessions where expires_at <= $1
          limit $2 for update skip locked) returning id),
      expired_tokens as (
        delete from tokens where id in (
          select id from tokens where expires_at <= $1
          limit $2 for update skip locked) returning id)
      select greatest(
        (select count(*) from expired_sessions), (select count(*) from expired_tokens)) as deleted""";

  @Override
  public Future<Boolean> addSession(User checked, Session session, int maximum) {
    return pool.transaction(
        pool.newBudget(),
        connection ->
            Statements.update(
                    connection,
                    ADD_SESSION,
                    checked.id(),
                    checked.passwordHash(),
                    session.token(),
                    session.id(),
                    session.createdAt(),
                    session.expiresAt())
                .compose(
                    added ->
                        Statements.update(connection, DELETE_OLDEST_SESSIONS, checked.id(), maximum)
                            .map(added == 1)));
  }

  @Override
  public Future<Boolean> deleteSession(TokenHash token) {
    return pool.update(pool.newBudget(), DELETE_SESSION, token).map(deleted -> deleted == 1);
  }

  @Override
  public Future<Void> deleteSessions(UUID userId) {
    return pool.transaction(
        pool.newBudget(),
        connection ->
            lockUser(connection, userId)
                .compose(locked -> Statements.update(connection, DELETE_SESSIONS, userId))
                .mapEmpty());
  }

  private static Future<Boolean> lockUser(SqlConnection connection, UUID userId) {
    return Statements.query(connection, row -> row, LOCK_USER, userId).map(rows -> !rows.isEmpty());
  }

  @Override
  public Future<TokenAddition> addToken(
      UUID userId, TokenHash session, PersonalToken token, TokenHash hash, int maximum) {
    return pool.transaction(
        pool.newBudget(),
        connection ->
            lockUser(connection, userId)
                .compose(
                    locked ->
                        Statements.query(
                            connection,
                            row ->
                                !row.getBoolean("active")
                                    ? TokenAddition.SESSION_ENDED
                                    : row.getLong("tokens") < maximum
                                        ? TokenAddition.ADDED
                                        : TokenAddition.TOO_MANY,
                            COUNT_TOKENS,
                            userId,
                            session,
                            token.createdAt()))
                .compose(
                    rows ->
                        rows.get(0) == TokenAddition.ADDED
                            ? addToken(connection, userId, token, hash)
                            : Future.succeededFuture(rows.get(0))));
  }

  private static Future<TokenAddition> addToken(
      SqlConnection connection, UUID userId, PersonalToken token, TokenHash hash) {
    return Statements.update(
            connection,
            ADD_TOKEN,
            token.id(),
            hash,
            userId,
            token.name(),
            token.scopes().toArray(String[]::new),
            token.createdAt(),
            token.expiresAt())
        .map(TokenAddition.ADDED);
  }

  @Override
  public Future<Boolean> deleteToken(UUID userId, UUID tokenId) {
    return pool.update(pool.newBudget(), DELETE_TOKEN, userId, tokenId)
        .map(deleted -> deleted == 1);
  }

  @Override
  public Future<List<CheckedToken>> check(Set<TokenHash> tokens, Instant now) {
    return pool.query(
        pool.newBudget(), AccountRows::checkedToken, AccountRows.CHECK, bytes(tokens), now);
  }

  private static Object bytes(Set<TokenHash> tokens) {
    return tokens.stream().map(token -> Buffer.buffer(token.bytes())).toArray(Buffer[]::new);
  }

  @Override
  public Future<Void> extendSessions(
      Set<TokenHash> sessions, Instant now, Instant before, Instant end) {
    return pool.update(
            pool.newBudget(), AccountRows.EXTEND_SESSIONS, bytes(sessions), now, before, end)
        .mapEmpty();
  }

  @Override
  public Future<Void> recordUse(Set<TokenHash> tokens, Instant now, Instant before) {
    return pool.update(pool.newBudget(), AccountRows.RECORD_USE, bytes(tokens), now, before)
        .mapEmpty();
  }

  @Override
  public Future<Optional<Account>> find(UUID userId, Instant now) {
    return pool.transaction(
        pool.newBudget(), connection -> AccountRows.find(connection, userId, now));
  }

  @Override
  public Future<Boolean> update(UUID userId, TokenHash session, AccountChange change) {
    return pool.transaction(
        pool.newBudget(),
        connection ->
            Statements.update(
                    connection,
                    UPDATE_USER,
                    userId,
                    change.nome(),
                    change.cognome(),
                    change.checkedHash(),
                    change.newHash())
                .compose(
                    updated ->
                        updated == 0 || change.newHash() == null
                            ? Future.succeededFuture(updated == 1)
                            : endOthers(connection, userId, session, change.keepTokens())
                                .map(true)));
  }

  private static Future<Integer> endOthers(
      SqlConnection connection, UUID userId, TokenHash session, boolean keepTokens) {
    return Statements.update(connection, DELETE_OTHER_SESSIONS, userId, session)
        .compose(
            deleted ->
                keepTokens
                    ? Future.succeededFuture(deleted)
                    : Statements.update(connection, DELETE_TOKENS, userId));
  }

  @Override
  public Future<Optional<UUID>> resetPassword(EmailAddress email, String hash) {
    return pool.transaction(
        pool.newBudget(),
        connection ->
            Statements.query(connection, row -> row.getUUID("id"), RESET_PASSWORD, email, hash)
                .compose(
                    ids ->
                        ids.isEmpty()
                            ? Future.succeededFuture(Optional.empty())
                            : deleteAll(connection, ids.get(0)).map(Optional.of(ids.get(0)))));
  }

  private static Future<Integer> deleteAll(SqlConnection connection, UUID userId) {
    return Statements.update(connection, DELETE_SESSIONS, userId)
        .compose(deleted -> Statements.update(connection, DELETE_TOKENS, userId));
  }

  @Override
  public Future<Integer> deleteExpired(Instant now, int limit) {
    return pool.query(
            pool.newBudget(), row -> row.getInteger("deleted"), DELETE_EXPIRED, now, limit)
        .map(rows -> rows.get(0));
  }
}
