package dev.flightwatch.usermanager.postgres;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.Deletion;
import dev.flightwatch.usermanager.users.Recording;
import dev.flightwatch.usermanager.users.RegistrationRecord;
import dev.flightwatch.usermanager.users.User;
import dev.flightwatch.usermanager.users.UserStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Stores users and the records of registration requests in PostgreSQL. */
public final class PostgresUserStore implements UserStore {
  private static final String SELECT_USER =
      """
      select id, email, password_hash, nome, cognome, created_at
      from users where email = $1""";

  private static final String SELECT_IDS = "select email, id from users where email = any($1)";

  // The id is compared too, because the address may belong to a later user.
  private static final String DELETE_USER = "delete from users where email = $1 and id = $2";

  private static final String MARK_GONE =
      """
      update registration_requests
      set gone = true, email = null, fields_sha256 = null, password_hash = null,
        outcome = null, answer = null
      where email = $1""";

  private static final String INSERT_DELETION =
      """
      insert into deletion_outbox (message_id, user_id, email, next_attempt_at, refusals)
      values ($1, $2, $3, $4, $5)""";

  private static final String DELETE_OLD_RECORDS =
      """
      delete from registration_requests where request_id in (
        select request_id from registration_requests where created_at < $1
        limit $2 for update skip locked)""";

  private final PostgresPool pool;
  private final Supplier<TimeBudget> budget;

  public PostgresUserStore(PostgresPool pool) {
    this(pool, pool::newBudget);
  }

  private PostgresUserStore(PostgresPool pool, Supplier<TimeBudget> budget) {
    this.pool = requireNonNull(pool);
    this.budget = requireNonNull(budget);
  }

  @Override
  public UserStore forOneRequest() {
    TimeBudget shared = pool.newBudget();
    return new PostgresUserStore(pool, () -> shared);
  }

  @Override
  public Future<Optional<User>> findByEmail(EmailAddress email) {
    return pool.read(
        budget.get(),
        connection ->
            connection
                .preparedQuery(SELECT_USER)
                .execute(Tuple.of(email.value()))
                .map(
                    rows ->
                        rows.size() == 0
                            ? Optional.empty()
                            : Optional.of(read(rows.iterator().next()))));
  }

  private static User read(Row row) {
    return new User(
        row.getUUID("id"),
        new EmailAddress(row.getString("email")),
        row.getString("password_hash"),
        row.getString("nome"),
        row.getString("cognome"),
        row.getOffsetDateTime("created_at").toInstant());
  }

  @Override
  public Future<Map<EmailAddress, UUID>> findIds(Set<EmailAddress> emails) {
    Map<String, EmailAddress> valueToEmail = new HashMap<>();
    emails.forEach(email -> valueToEmail.put(email.value(), email));
    return pool.read(
        budget.get(),
        connection ->
            connection
                .preparedQuery(SELECT_IDS)
                .collecting(
                    Collectors.toMap(
                        (Row row) -> valueToEmail.get(row.getString(0)), row -> row.getUUID(1)))
                .execute(Tuple.of(valueToEmail.keySet().toArray(String[]::new)))
                .map(SqlResult::value));
  }

  @Override
  public Future<Optional<RegistrationRecord>> findRegistration(String requestId) {
    return pool.read(budget.get(), connection -> PostgresRegistrations.find(connection, requestId));
  }

  @Override
  public Future<Recording> register(
      User user, RegistrationRecord.Completed ifCreated, RegistrationRecord.Completed ifKnown) {
    return pool.transaction(
        budget.get(),
        connection -> PostgresRegistrations.register(connection, user, ifCreated, ifKnown),
        Recording::fresh);
  }

  @Override
  public Future<Boolean> delete(User user, Deletion deletion, Instant nextAttemptAt) {
    return pool.transaction(
        budget.get(),
        connection ->
            connection
                .preparedQuery(DELETE_USER)
                .execute(Tuple.of(user.email().value(), user.id()))
                .compose(
                    deleted ->
                        deleted.rowCount() == 0
                            ? Future.succeededFuture(false)
                            : addDeletion(connection, deletion, nextAttemptAt)),
        Boolean::booleanValue);
  }

  private static Future<Boolean> addDeletion(
      SqlConnection connection, Deletion deletion, Instant nextAttemptAt) {
    return connection
        .preparedQuery(MARK_GONE)
        .execute(Tuple.of(deletion.email().value()))
        .compose(
            marked ->
                connection
                    .preparedQuery(INSERT_DELETION)
                    .execute(
                        Tuple.of(
                            deletion.messageId(),
                            deletion.userId(),
                            deletion.email().value(),
                            nextAttemptAt.atOffset(ZoneOffset.UTC),
                            deletion.refusals())))
        .map(true);
  }

  @Override
  public Future<Integer> deleteRegistrationsBefore(Instant end, int limit) {
    return pool.transaction(
        budget.get(),
        connection ->
            connection
                .preparedQuery(DELETE_OLD_RECORDS)
                .execute(Tuple.of(end.atOffset(ZoneOffset.UTC), limit))
                .map(SqlResult::rowCount),
        count -> true);
  }
}
