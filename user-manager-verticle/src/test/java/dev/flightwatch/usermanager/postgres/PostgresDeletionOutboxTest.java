package dev.flightwatch.usermanager.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.usermanager.outbox.Backlog;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import dev.flightwatch.usermanager.users.Deletion;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.SqlConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({VertxExtension.class, TestDatabases.class})
class PostgresDeletionOutboxTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private TestDatabase database;
  private PostgresPool pool;
  private PostgresDeletionOutbox target;

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
    pool = new PostgresPool(vertx, options);
    target = new PostgresDeletionOutbox(pool);
  }

  @Test
  void claimDueShouldReturnEachDeletionOnceWhenClaimsRunInParallel() {
    // given
    insert(40, NOW);

    // when
    List<Future<List<Deletion>>> claims = List.of(claim(15), claim(15), claim(15), claim(15));
    Future.all(claims).await();

    // then
    List<UUID> claimed =
        claims.stream().flatMap(c -> c.result().stream()).map(Deletion::messageId).toList();
    Set<UUID> distinct = new HashSet<>(claimed);
    assertThat(claimed).hasSameSizeAs(distinct);
    assertThat(claim(40).await().size() + distinct.size()).isEqualTo(40);
  }

  @Test
  void claimDueShouldSkipRowThatAnotherTransactionLocks() {
    // given
    insert(2, NOW);
    Promise<Void> held = Promise.promise();
    Promise<Void> end = Promise.promise();
    Future<Void> other = pool.transaction(pool.newBudget(), c -> hold(c, held, end), done -> true);
    held.future().await();

    // when
    Future<List<Deletion>> claimed = claim(2).timeout(10, TimeUnit.SECONDS);

    // then
    assertThat(claimed.await()).hasSize(1);
    end.complete();
    other.await();
  }

  private static Future<Void> hold(
      SqlConnection connection, Promise<Void> held, Promise<Void> end) {
    return connection
        .query("select message_id from deletion_outbox limit 1 for update")
        .execute()
        .onSuccess(rows -> held.complete())
        .compose(rows -> end.future());
  }

  @Test
  void claimDueShouldReturnLongestDueFirst() {
    // given
    insert(1, NOW.plusSeconds(1));
    insert(1, NOW.minusSeconds(60));
    insert(1, NOW);

    // then
    assertThat(claim(1).await()).hasSize(1);
    assertThat(
            database.value(
                "select count(*) from deletion_outbox where next_attempt_at < '" + NOW + "'"))
        .isEqualTo("0");
    assertThat(claim(10).await()).hasSize(1);
    assertThat(claim(10).await()).isEmpty();
  }

  @Test
  void postponeShouldStoreRefusalsUntilNextAttempt() {
    // given
    insert(1, NOW);
    Deletion deletion = claim(1).await().get(0);

    // when
    target.postpone(deletion.refused(), NOW.plusSeconds(2)).await();

    // then
    assertThat(claim(1).await()).isEmpty();
    target.makeAllDue(NOW).await();
    assertThat(claim(1).await()).containsExactly(deletion.refused());
  }

  @Test
  void removeShouldRemoveOneDeletion() {
    // given
    insert(2, NOW);
    Deletion deletion = claim(1).await().get(0);

    // when
    target.remove(deletion.messageId()).await();

    // then
    assertThat(database.value("select count(*) from deletion_outbox")).isEqualTo("1");
  }

  @Test
  void backlogShouldBeEmptyWhenAllDeletionsAreConfirmed() {
    assertThat(target.backlog().await()).isEqualTo(new Backlog(0, Duration.ZERO));
  }

  @Test
  void backlogShouldHaveAgeOfOldestDeletion() {
    // given
    insert(1, NOW);
    database.execute("update deletion_outbox set created_at = now() - interval '90 seconds'");
    insert(2, NOW);

    // when
    Backlog backlog = target.backlog().await();

    // then
    assertThat(backlog.pending()).isEqualTo(3);
    assertThat(backlog.oldest()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(150));
  }

  private Future<List<Deletion>> claim(int limit) {
    return target.claimDue(NOW, NOW.plusSeconds(10), limit);
  }

  private void insert(int count, Instant nextAttemptAt) {
    database.execute(
        ("insert into deletion_outbox (message_id, user_id, email, next_attempt_at)"
                + " select gen_random_uuid(), gen_random_uuid(), 'ada@example.com', '%s'"
                + " from generate_series(1, %d)")
            .formatted(nextAttemptAt, count));
  }
}
