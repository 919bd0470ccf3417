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

/** The statements that register a user and record the request, in one transaction. */
final class PostgresRegistrations {
  private static final String INSERT_USER =
      """
      insert into users (email, id, password_hash, nome, cognome, created_at)
      values ($1, $2, $3, $4, $5, $6) on conflict (email) do nothing""";

  // Blocks a deletion until the record is committed, so that the deletion finds the record.
  private static final String LOCK_USER = "select id from users where email = $1 for key share";

  private static final String INSERT_RECORD =
      """
      insert into registration_requests
        (request_id, email, fields_sha256, password_hash, outcome, answer, created_at)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict (request_id) do nothing""";

  static final String SELECT_RECORD =
      """
      select request_id, gone, email, fields_sha256, password_hash, outcome, answer, created_at
      from registration_requests where request_id = $1""";

  /** Rolls the transaction back when the request id has a record. */
  static final ServiceException RECORDED_BEFORE =
      ServiceException.of(
          ErrorKind.CONFLICT, "recorded_before", "The request was recorded before.");

  private PostgresRegistrations() {}

  /** Fails with {@link #RECORDED_BEFORE} when the request id has a record. */
  static Future<Recording> register(
      SqlConnection connection,
      User user,
      RegistrationRecord.Completed ifCreated,
      RegistrationRecord.Completed ifKnown) {
    return insertUser(connection, user)
        .compose(created -> record(connection, created ? ifCreated : ifKnown));
  }

  private static Future<Boolean> insertUser(SqlConnection connection, User user) {
    return Statements.update(
            connection,
            INSERT_USER,
            user.email(),
            user.id(),
            user.passwordHash(),
            user.nome(),
            user.cognome(),
            user.createdAt())
        .compose(
            inserted -> inserted == 1 ? Future.succeededFuture(true) : lockUser(connection, user));
  }

  private static Future<Boolean> lockUser(SqlConnection connection, User user) {
    return Statements.query(connection, row -> row, LOCK_USER, user.email())
        .compose(
            locked ->
                // The user was deleted between the two statements, so the address is free again.
                // The time budget of the request limits the repetitions.
                locked.isEmpty() ? insertUser(connection, user) : Future.succeededFuture(false));
  }

  private static Future<Recording> record(
      SqlConnection connection, RegistrationRecord.Completed record) {
    return Statements.update(
            connection,
            INSERT_RECORD,
            record.requestId(),
            record.email(),
            record.fieldsSha256(),
            record.passwordHash(),
            record.outcome().name(),
            record.responseBody(),
            record.createdAt())
        .compose(
            inserted ->
                inserted == 1
                    ? Future.succeededFuture(new Recording(record, true))
                    : Future.failedFuture(RECORDED_BEFORE));
  }

  static RegistrationRecord read(Row row) {
    if (row.getBoolean("gone")) {
      return new RegistrationRecord.Gone(row.getString("request_id"));
    }
    return new RegistrationRecord.Completed(
        row.getString("request_id"),
        new EmailAddress(row.getString("email")),
        row.getString("fields_sha256"),
        row.getString("password_hash"),
        RegistrationOutcome.valueOf(row.getString("outcome")),
        row.getString("answer"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
