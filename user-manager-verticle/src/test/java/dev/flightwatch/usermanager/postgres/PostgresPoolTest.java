package dev.flightwatch.usermanager.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.proxy.FaultProxy;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.usermanager.testing.Eventually;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({VertxExtension.class, TestDatabases.class})
class PostgresPoolTest {
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  private Vertx vertx;
  private TestDatabase database;
  private FaultProxy proxy;
  private PostgresPool target;

  @BeforeEach
  void open(Vertx vertx, TestDatabase database) {
    this.vertx = vertx;
    this.database = database;
    proxy = FaultProxy.inFrontOf(vertx, database.url()).listen().await();
    target = pool(2, 4, DEADLINE);
    target.ping().recover(firstFailed -> target.ping()).await();
  }

  private PostgresPool pool(int size, int queue, Duration deadline) {
    PostgresUrl url = PostgresUrl.parse(URI.create(proxy.url(database.url())));
    return new PostgresPool(vertx, new PostgresOptions(url, size, queue, deadline));
  }

  /** Runs a statement and returns its first column. */
  private static Future<List<String>> run(PostgresPool pool, TimeBudget budget, String sql) {
    return pool.query(budget, row -> row.getString(0), sql);
  }

  @Test
  void pingShouldFailWithinDeadlineAndRecoverWhenServerStalls() {
    // given
    proxy.stall().await();

    // when
    List<Future<Void>> stalled = IntStream.range(0, 5).mapToObj(i -> target.ping()).toList();
    Future.join(stalled).otherwiseEmpty().timeout(30, TimeUnit.SECONDS).await();

    // then
    assertThat(stalled).allMatch(ping -> kind(ping) == ErrorKind.UNAVAILABLE);
    proxy.restore().await();
    target.ping().await();
  }

  @Test
  void pingShouldRecoverWhenConnectionsWereLostWithoutReset() {
    // given
    Future.all(target.ping(), target.ping()).await();
    proxy.loseConnections().await();

    // when
    Future.join(target.ping(), target.ping()).otherwiseEmpty().await();

    // then
    target.ping().await();
  }

  @Test
  void commitsShouldBeSynchronousWhenServerDefaultIsNot() {
    String show = "show synchronous_commit";
    assertThat(database.value(show)).isEqualTo("off");
    assertThat(run(target, target.newBudget(), show).await()).containsExactly("on");
  }

  @Test
  void closeShouldNotWaitForStalledConnections() {
    // given
    PostgresPool patient = pool(2, 4, Duration.ofMinutes(5));
    patient.ping().await();
    proxy.stall().await();
    Future<Void> stalled = patient.ping();

    // when
    Future<Void> closed = patient.close().timeout(30, TimeUnit.SECONDS);

    // then
    closed.await();
    assertThat(stalled.otherwiseEmpty().await()).isNull();
  }

  @Test
  void transactionShouldChangeNothingWhenServerStallsBeforeItEnds() {
    // given
    database.execute("create table t (n int)");

    // when
    Future<Integer> stalled =
        target.transaction(
            target.newBudget(),
            connection ->
                Statements.update(connection, "insert into t values (1)")
                    .compose(v -> proxy.stall())
                    .compose(v -> Statements.update(connection, "insert into t values (2)")));
    stalled.otherwiseEmpty().await();

    // then
    assertThat(kind(stalled)).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(database.value("select count(*) from t")).isEqualTo("0");
  }

  @Test
  void transactionShouldRollBackAndHideStoredValuesWhenStatementIsRefused() {
    // given
    database.execute("create table t (word text primary key)");

    // when
    Future<Integer> refused =
        target.transaction(
            target.newBudget(),
            connection ->
                Statements.update(connection, "insert into t values ('secret')")
                    .compose(
                        v -> Statements.update(connection, "insert into t values ('secret')")));
    refused.otherwiseEmpty().await();

    // then
    assertThat(kind(refused)).isEqualTo(ErrorKind.INTERNAL);
    assertThat(refused.cause().getCause())
        .hasMessageContaining("23505")
        .hasMessageNotContaining("secret");
    assertThat(database.value("select count(*) from t")).isEqualTo("0");
  }

  @Test
  void queryShouldBeShedWhenTooManyWait() {
    // given
    PostgresPool small = pool(1, 2, DEADLINE);

    // when
    List<Future<List<String>>> reads =
        IntStream.range(0, 10)
            .mapToObj(i -> run(small, small.newBudget(), "select pg_sleep(0.1)::text"))
            .toList();
    Future.join(reads).otherwiseEmpty().await();

    // then
    assertThat(reads)
        .filteredOn(Future::failed)
        .hasSizeBetween(5, 8)
        .allMatch(read -> kind(read) == ErrorKind.OVERLOADED);
  }

  @Test
  void statementsOfOneRequestShouldShareOneDeadline() {
    // given
    TimeBudget budget = target.newBudget();
    run(target, budget, "select pg_sleep(2)::text").await();
    proxy.stall().await();

    // when: both get no response, and the other has all of its own deadline
    Future<List<String>> other = run(target, target.newBudget(), "select '1'");
    Future<List<String>> second = run(target, budget, "select '1'");
    second.otherwiseEmpty().await();

    // then
    assertThat(kind(second)).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(other.isComplete()).isFalse();
  }

  @Test
  void statementShouldBeCancelledByServerWhenItTakesTooLong() {
    // when
    run(target, target.newBudget(), "select pg_sleep(60)::text").otherwiseEmpty().await();

    // then
    String active =
        "select count(*) from pg_stat_activity where query like '%pg_sleep(60)%'"
            + " and state = 'active' and pid <> pg_backend_pid()";
    Eventually.holds(vertx, () -> database.value(active).equals("0"));
  }

  private static ErrorKind kind(Future<?> future) {
    return ServiceException.from(future.cause()).kind();
  }
}
