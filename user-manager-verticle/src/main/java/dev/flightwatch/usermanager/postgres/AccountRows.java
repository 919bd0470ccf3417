package dev.flightwatch.usermanager.postgres;

import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.accounts.Account;
import dev.flightwatch.usermanager.accounts.CheckedToken;
import dev.flightwatch.usermanager.accounts.PersonalToken;
import dev.flightwatch.usermanager.accounts.Scopes;
import dev.flightwatch.usermanager.accounts.Session;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The statements that read accounts, sessions and tokens, and that record their use. */
final class AccountRows {
  static final String CHECK =
      """
      select token_sha256, user_id, email, null as scopes, expires_at, extended_at as used_at
      from sessions join users on users.id = user_id
      where token_sha256 = any($1) and expires_at > $2
      union all
      select token_sha256, user_id, email, scopes, expires_at, last_used_at
      from tokens join users on users.id = user_id
      where token_sha256 = any($1) and expires_at > $2""";

  // Locked rows are left out, so that recording never waits for a revocation, nor the other way.
  static final String EXTEND_SESSIONS =
      """
      update sessions set expires_at = $4, extended_at = $2 where token_sha256 in (
        select token_sha256 from sessions
        where token_sha256 = any($1) and expires_at > $2 and extended_at <= $3
        for update skip locked)""";

  static final String RECORD_USE =
      """
      update tokens set last_used_at = $2 where token_sha256 in (
        select token_sha256 from tokens
        where token_sha256 = any($1) and (last_used_at is null or last_used_at <= $3)
        for update skip locked)""";

  private static final String SELECT_USER =
      "select id, email, nome, cognome, created_at from users where id = $1";

  private static final String SELECT_SESSIONS =
      """
      select id, token_sha256, created_at, expires_at
      from sessions where user_id = $1 and expires_at > $2 order by created_at desc, id""";

  private static final String SELECT_TOKENS =
      """
      select id, name, scopes, created_at, expires_at, last_used_at
      from tokens where user_id = $1 and expires_at > $2 order by created_at desc, id""";

  private AccountRows() {}

  static CheckedToken checkedToken(Row row) {
    String[] scopes = row.getArrayOfStrings("scopes");
    return new CheckedToken(
        new Identity(
            row.getUUID("user_id"),
            new EmailAddress(row.getString("email")),
            scopes == null ? Scopes.SESSION : Set.of(scopes),
            instant(row, "expires_at"),
            token(row)),
        scopes == null,
        instant(row, "used_at"));
  }

  private static TokenHash token(Row row) {
    return TokenHash.of(row.getBuffer("token_sha256").getBytes());
  }

  private static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  static Future<Optional<Account>> find(SqlConnection connection, UUID userId, Instant now) {
    return Statements.query(connection, AccountRows::session, SELECT_SESSIONS, userId, now)
        .compose(
            sessions ->
                Statements.query(connection, AccountRows::personalToken, SELECT_TOKENS, userId, now)
                    .compose(
                        tokens ->
                            Statements.query(
                                connection,
                                row -> account(row, sessions, tokens),
                                SELECT_USER,
                                userId)))
        .map(accounts -> accounts.stream().findFirst());
  }

  private static Session session(Row row) {
    return new Session(
        row.getUUID("id"), token(row), instant(row, "created_at"), instant(row, "expires_at"));
  }

  private static PersonalToken personalToken(Row row) {
    return new PersonalToken(
        row.getUUID("id"),
        row.getString("name"),
        Set.of(row.getArrayOfStrings("scopes")),
        instant(row, "created_at"),
        instant(row, "expires_at"),
        instant(row, "last_used_at"));
  }

  private static Account account(Row row, List<Session> sessions, List<PersonalToken> tokens) {
    return new Account(
        row.getUUID("id"),
        new EmailAddress(row.getString("email")),
        row.getString("nome"),
        row.getString("cognome"),
        instant(row, "created_at"),
        sessions,
        tokens);
  }
}
