package dev.flightwatch.usermanager.postgres;

import static dev.flightwatch.usermanager.postgres.PostgresRegistrations.SELECT_RECORD;
import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.Deletion;
import dev.flightwatch.usermanager.users.Recording;
import dev.flightwatch.usermanager.users.RegistrationRecord;
import dev.flightwatch.usermanager.users.User;
import dev.flightwatch.usermanager.users.UserMessages.ExistingUser;
import dev.flightwatch.usermanager.users.UserStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Stores users and the records of registration requests in PostgreSQL. */
public final class PostgresUserStore implements UserStore {
  private static final String SELECT_USER =
      """
      select id, email, password_hash, nome, cognome, created_at
      from users where email = $1""";

  private static final String SELECT_IDS = "select email, id from users where email = any($1)";

  // The id is compared too, because the address may belong to a later user. Sessions and tokens
  // are deleted by their foreign keys.
  private static final String DELETE_USER =
      "delete from users where email = $1 and id = $2 and password_hash = $3";

  private static final String MARK_GONE =
      """
      update registration_requests
      set gone = true, email = null, fields_sha256 = null, password_hash = null,
        outcome = null, answer = null
      where email = $1""";

  private static final String INSERT_DELETION =
      """
      insert into deletion_outbox (message_id, user_id, email, next_attempt_at)
      values ($1, $2, $3, $4)""";

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
    return pool.query(budget.get(), PostgresUserStore::read, SELECT_USER, email)
        .map(rows -> rows.stream().findFirst());
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
  public Future<List<ExistingUser>> findExisting(Set<EmailAddress> emails) {
    Map<String, EmailAddress> valueToEmail =
        emails.stream().collect(toMap(EmailAddress::value, identity()));
    return pool.query(
        budget.get(),
        row -> new ExistingUser(valueToEmail.get(row.getString("email")), row.getUUID("id")),
        SELECT_IDS,
        (Object) valueToEmail.keySet().toArray(String[]::new));
  }

  @Override
  public Future<Optional<RegistrationRecord>> findRegistration(String requestId) {
    return pool.query(budget.get(), PostgresRegistrations::read, SELECT_RECORD, requestId)
        .map(rows -> rows.stream().findFirst());
  }

  @Override
  public Future<Recording> register(
      User user, RegistrationRecord.Completed ifCreated, RegistrationRecord.Completed ifKnown) {
    return pool.transaction(
            budget.get(),
            connection -> PostgresRegistrations.register(connection, user, ifCreated, ifKnown))
        .recover(
            failure ->
                failure == PostgresRegistrations.RECORDED_BEFORE
                    ? recordedBefore(ifCreated.requestId())
                    : Future.failedFuture(failure));
  }

  private Future<Recording> recordedBefore(String requestId) {
    return findRegistration(requestId)
        .map(found -> new Recording(found.orElseThrow(PostgresUserStore::contention), false));
  }

  /** The record has expired since. */
  private static ServiceException contention() {
    return ServiceException.of(
        ErrorKind.OVERLOADED,
        "registration_contended",
        "Several requests changed this address at the same time; try again in a moment.");
  }

  @Override
  public Future<Boolean> delete(User user, Deletion deletion, Instant nextAttemptAt) {
    return pool.transaction(
        budget.get(),
        connection ->
            Statements.update(connection, DELETE_USER, user.email(), user.id(), user.passwordHash())
                .compose(
                    deleted ->
                        deleted == 0
                            ? Future.succeededFuture(false)
                            : addDeletion(connection, deletion, nextAttemptAt)));
  }

  private static Future<Boolean> addDeletion(
      SqlConnection connection, Deletion deletion, Instant nextAttemptAt) {
    return Statements.update(connection, MARK_GONE, deletion.email())
        .compose(
            marked ->
                Statements.update(
                    connection,
                    INSERT_DELETION,
                    deletion.messageId(),
                    deletion.userId(),
                    deletion.email(),
                    nextAttemptAt))
        .map(true);
  }

  @Override
  public Future<Integer> deleteRegistrationsBefore(Instant end, int limit) {
    return pool.update(budget.get(), DELETE_OLD_RECORDS, end, limit);
  }
}
