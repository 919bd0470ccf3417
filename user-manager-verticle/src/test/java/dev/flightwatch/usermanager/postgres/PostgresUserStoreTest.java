package dev.flightwatch.usermanager.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import dev.flightwatch.usermanager.users.Deletion;
import dev.flightwatch.usermanager.users.Recording;
import dev.flightwatch.usermanager.users.RegistrationOutcome;
import dev.flightwatch.usermanager.users.RegistrationRecord;
import dev.flightwatch.usermanager.users.User;
import dev.flightwatch.usermanager.users.UserStore;
import dev.flightwatch.usermanager.users.UserStoreContract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({VertxExtension.class, TestDatabases.class})
class PostgresUserStoreTest implements UserStoreContract {
  private TestDatabase database;
  private PostgresUserStore target;

  @BeforeEach
  void open(Vertx vertx, TestDatabase database) {
    this.database = database;
    PostgresOptions options =
        new PostgresOptions(
            PostgresUrl.parse(URI.create(database.url())),
            8,
            100,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));
    Migrations.run(vertx, options, Duration.ofSeconds(30)).await();
    target = new PostgresUserStore(new PostgresPool(vertx, options));
  }

  @Override
  public UserStore target() {
    return target;
  }

  @Test
  void deleteShouldAddDeletionToOutboxWhenUserExists() {
    // given
    User user = register("r1").user();

    // when
    target.delete(user, deletion(user), NOW.plusSeconds(10)).await();

    // then
    assertThat(database.value("select count(*) from deletion_outbox where refusals = 0"))
        .isEqualTo("1");
    assertThat(database.value("select user_id from deletion_outbox"))
        .isEqualTo(user.id().toString());
    assertThat(
            database.value("select num_nonnulls(email, password_hash) from registration_requests"))
        .isEqualTo("0");
  }

  @Test
  void registerShouldTakeEffectWhollyBeforeOrAfterConcurrentDeletion() {
    IntStream.range(0, 30).forEach(this::raceRegistrationWithDeletion);
  }

  /** In every order, a record that is not gone belongs to an existing user. */
  private void raceRegistrationWithDeletion(int round) {
    // given
    User user = register("first-" + round).user();

    // when
    List<Future<?>> race =
        List.of(
            attempt("a-" + round, user.email()),
            target.delete(user, deletion(user), NOW),
            attempt("b-" + round, user.email()));
    Future.all(race).await();

    // then
    boolean exists = target.findByEmail(user.email()).await().isPresent();
    String completed = database.value("select count(*) from registration_requests where not gone");
    assertThat(exists)
        .as("round %s: completed records %s", round, completed)
        .isEqualTo(!completed.equals("0"));
    database.execute("delete from users; delete from registration_requests");
  }

  private record Registered(User user) {}

  private Registered register(String requestId) {
    EmailAddress email = new EmailAddress("ada@example.com");
    attempt(requestId, email).await();
    return new Registered(target.findByEmail(email).await().orElseThrow());
  }

  private Future<Recording> attempt(String requestId, EmailAddress email) {
    User user = new User(UUID.randomUUID(), email, "hash", null, null, NOW);
    return target.register(
        user,
        record(requestId, email, RegistrationOutcome.CREATED),
        record(requestId, email, RegistrationOutcome.KNOWN));
  }

  private static RegistrationRecord.Completed record(
      String requestId, EmailAddress email, RegistrationOutcome outcome) {
    return new RegistrationRecord.Completed(requestId, email, "d", "h", outcome, "{}", NOW);
  }

  private static Deletion deletion(User user) {
    return new Deletion(UUID.randomUUID(), user.id(), user.email(), 0);
  }
}
