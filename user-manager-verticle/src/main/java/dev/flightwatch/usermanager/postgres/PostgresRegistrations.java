package dev.flightwatch.usermanager.postgres;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.Recording;
import dev.flightwatch.usermanager.users.RegistrationOutcome;
import dev.flightwatch.usermanager.users.RegistrationRecord;
import dev.flightwatch.usermanager.users.User;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The statements that register a user and record the request, in one transaction. */
final class PostgresRegistrations {
  private static final int ATTEMPTS = 3;

  private static final String INSERT_USER =
      """
      insert into users (email, id, password_hash, nome, cognome, created_at)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (email) do nothing""";

  // Blocks a deletion until the record is committed, so that the deletion finds the record.
  private static final String LOCK_USER = "select id from users where email = $1 for key share";

  private static final String INSERT_RECORD =
      """
      insert into registration_requests
        (request_id, email, fields_sha256, password_hash, outcome, answer, created_at)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (request_id) do nothing""";

  private static final String SELECT_RECORD =
      """
      select request_id, gone, email, fields_sha256, password_hash, outcome, answer, created_at
      from registration_requests where request_id = $1""";

  private PostgresRegistrations() {}

  static Future<Recording> register(
      SqlConnection connection,
      User user,
      RegistrationRecord.Completed ifCreated,
      RegistrationRecord.Completed ifKnown) {
    return insertUser(connection, user, 1)
        .compose(created -> record(connection, created ? ifCreated : ifKnown));
  }

  private static Future<Boolean> insertUser(SqlConnection connection, User user, int attempt) {
    return connection
        .preparedQuery(INSERT_USER)
        .execute(
            Tuple.of(
                user.email().value(),
                user.id(),
                user.passwordHash(),
                user.nome(),
                user.cognome(),
                user.createdAt().atOffset(ZoneOffset.UTC)))
        .compose(
            inserted ->
                inserted.rowCount() == 1
                    ? Future.succeededFuture(true)
                    : lockUser(connection, user, attempt));
  }

  private static Future<Boolean> lockUser(SqlConnection connection, User user, int attempt) {
    return connection
        .preparedQuery(LOCK_USER)
        .execute(Tuple.of(user.email().value()))
        .compose(
            locked -> {
              if (locked.size() == 1) {
                return Future.succeededFuture(false);
              }
              // The user was deleted between the two statements, so the address is free again.
              return attempt < ATTEMPTS
                  ? insertUser(connection, user, attempt + 1)
                  : Future.failedFuture(contention());
            });
  }

  private static Future<Recording> record(
      SqlConnection connection, RegistrationRecord.Completed record) {
    return connection
        .preparedQuery(INSERT_RECORD)
        .execute(
            Tuple.of(
                record.requestId(),
                record.email().value(),
                record.fieldsSha256(),
                record.passwordHash(),
                record.outcome().name(),
                record.responseBody(),
                record.createdAt().atOffset(ZoneOffset.UTC)))
        .compose(
            inserted ->
                inserted.rowCount() == 1
                    ? Future.succeededFuture(new Recording(record, true))
                    : find(connection, record.requestId())
                        .map(
                            found ->
                                new Recording(
                                    found.orElseThrow(PostgresRegistrations::contention), false)));
  }

  static Future<Optional<RegistrationRecord>> find(SqlConnection connection, String requestId) {
    return connection
        .preparedQuery(SELECT_RECORD)
        .execute(Tuple.of(requestId))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(read(rows.iterator().next())));
  }

  private static RegistrationRecord read(Row row) {
    if (row.getBoolean("gone")) {
      return new RegistrationRecord.Gone(row.getString("request_id"));
    }
    Instant createdAt = row.getOffsetDateTime("created_at").toInstant();
    return new RegistrationRecord.Completed(
        row.getString("request_id"),
        new EmailAddress(row.getString("email")),
        row.getString("fields_sha256"),
        row.getString("password_hash"),
        RegistrationOutcome.valueOf(row.getString("outcome")),
        row.getString("answer"),
        createdAt);
  }

  private static ServiceException contention() {
    return ServiceException.of(
        ErrorKind.OVERLOADED,
        "registration_contended",
        "Several requests changed this address at the same time; try again in a moment.");
  }
}
