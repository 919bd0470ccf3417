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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
    pool = database.migratedPool(vertx);
    target = new PostgresDeletionOutbox(pool);
  }

  @Test
  void claimDueShouldReturnEachDeletionOnceWhenClaimsRunInParallel() {
    // given
    insert(40, NOW);

    // when
    List<Future<List<Deletion>>> claims = IntStream.range(0, 4).mapToObj(i -> claim(15)).toList();
    Future.all(claims).await();

    // then
    List<Deletion> claimed = claims.stream().flatMap(c -> c.result().stream()).toList();
    assertThat(claimed).doesNotHaveDuplicates();
    assertThat(claim(40).await()).hasSize(40 - claimed.size());
  }

  @Test
  void claimDueShouldSkipRowThatAnotherTransactionLocks() {
    // given
    insert(2, NOW);
    Promise<Void> held = Promise.promise();
    Promise<Void> end = Promise.promise();
    Future<Void> other = pool.transaction(pool.newBudget(), c -> hold(c, held, end));
    held.future().await();

    // when
    Future<List<Deletion>> claimed = claim(2).timeout(30, TimeUnit.SECONDS);

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
    assertThat(count("where next_attempt_at < '" + NOW + "'")).isEqualTo("0");
    assertThat(claim(10).await()).hasSize(1);
    assertThat(claim(10).await()).isEmpty();
  }

  @Test
  void postponedDeletionShouldStayWithItsRefusalsUntilItIsRemoved() {
    // given
    insert(1, NOW);
    Deletion refused = claim(1).await().get(0).refused();

    // when
    target.postpone(refused, NOW.plusSeconds(2)).await();

    // then
    assertThat(claim(1).await()).isEmpty();
    target.makeAllDue(NOW).await();
    assertThat(claim(1).await()).containsExactly(refused);
    target.remove(UUID.randomUUID()).await();
    assertThat(count("")).isEqualTo("1");
    target.remove(refused.messageId()).await();
    assertThat(count("")).isEqualTo("0");
  }

  @Test
  void backlogShouldHaveAgeOfOldestDeletion() {
    // given
    Backlog none = target.backlog().await();
    insert(1, NOW);
    database.execute("update deletion_outbox set created_at = now() - interval '90 seconds'");
    insert(2, NOW);

    // when
    Backlog backlog = target.backlog().await();

    // then
    assertThat(none).isEqualTo(new Backlog(0, Duration.ZERO));
    assertThat(backlog.pending()).isEqualTo(3);
    assertThat(backlog.oldest()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(150));
  }

  private Future<List<Deletion>> claim(int limit) {
    return target.claimDue(NOW, NOW.plusSeconds(10), limit);
  }

  private String count(String where) {
    return database.value("select count(*) from deletion_outbox " + where);
  }

  private void insert(int count, Instant nextAttemptAt) {
    database.execute(
        ("insert into deletion_outbox (message_id, user_id, email, next_attempt_at)"
                + " select gen_random_uuid(), gen_random_uuid(), 'ada@example.com', '%s'"
                + " from generate_series(1, %d)")
            .formatted(nextAttemptAt, count));
  }
}
