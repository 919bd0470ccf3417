package dev.flightwatch.usermanager.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.proxy.FaultProxy;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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
    target = pool(2, 4);
    target.ping().recover(firstFailed -> target.ping()).await();
  }

  private PostgresPool pool(int size, int queue) {
    return new PostgresPool(
        vertx,
        new PostgresOptions(
            PostgresUrl.parse(URI.create(proxy.url(database.url()))),
            size,
            queue,
            DEADLINE,
            Duration.ofSeconds(10)));
  }

  @Test
  void readShouldFailWithinDeadlineAndRecoverWhenServerStalls() {
    // given
    proxy.stall().await();
    Instant start = Instant.now();

    // when
    List<Future<Void>> stalled = IntStream.range(0, 5).mapToObj(i -> target.ping()).toList();
    Future.join(stalled).otherwiseEmpty().timeout(30, TimeUnit.SECONDS).await();

    // then
    assertThat(stalled).allMatch(ping -> kind(ping) == ErrorKind.UNAVAILABLE);
    assertThat(Duration.between(start, Instant.now())).isLessThan(DEADLINE.plusSeconds(2));
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
    assertThat(database.value("show synchronous_commit")).isEqualTo("off");
    assertThat(value("show synchronous_commit")).isEqualTo("on");
  }

  private String value(String query) {
    return target
        .read(target.newBudget(), connection -> connection.query(query).execute())
        .map(rows -> rows.iterator().next().getString(0))
        .await();
  }

  @Test
  void closeShouldNotWaitForStalledConnections() {
    // given
    proxy.stall().await();
    Future<Void> stalled = target.ping();

    // when
    Future<Void> closed = target.close().timeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);

    // then
    closed.await();
    assertThat(stalled.otherwiseEmpty().await()).isNull();
  }

  @Test
  void transactionShouldChangeNothingWhenServerStallsBeforeItEnds() {
    // given
    database.execute("create table t (n int)");

    // when
    Future<RowSet<Row>> stalled =
        target.transaction(
            target.newBudget(),
            connection ->
                connection
                    .query("insert into t values (1)")
                    .execute()
                    .compose(v -> proxy.stall())
                    .compose(v -> connection.query("insert into t values (2)").execute()),
            rows -> true);
    stalled.otherwiseEmpty().await();

    // then
    assertThat(kind(stalled)).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(database.value("select count(*) from t")).isEqualTo("0");
  }

  @Test
  void readShouldFailAtOnceAndRecoverWhenServerIsUnavailable() {
    // given
    proxy.disconnect().await();

    // when
    Future<Void> first = target.ping();
    first.otherwiseEmpty().await();
    Future<Void> second = target.ping();
    second.otherwiseEmpty().await();

    // then
    assertThat(kind(first)).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(kind(second)).isEqualTo(ErrorKind.UNAVAILABLE);
    proxy.restore().await();
    target.ping().await();
  }

  @Test
  void transactionShouldRollBackWhenResultDoesNotCommit() {
    // given
    database.execute("create table t (n int)");

    // when
    target
        .transaction(
            target.newBudget(),
            connection -> connection.query("insert into t values (1)").execute(),
            rows -> false)
        .await();

    // then
    assertThat(database.value("select count(*) from t")).isEqualTo("0");
  }

  @Test
  void transactionShouldHideStoredValuesWhenStatementIsRefused() {
    // given
    database.execute("create table t (word text primary key)");
    database.execute("insert into t values ('secret')");

    // when
    Future<RowSet<Row>> refused =
        target.transaction(
            target.newBudget(),
            connection -> connection.query("insert into t values ('secret')").execute(),
            rows -> true);
    refused.otherwiseEmpty().await();

    // then
    assertThat(kind(refused)).isEqualTo(ErrorKind.INTERNAL);
    assertThat(refused.cause().getCause())
        .hasMessageContaining("23505")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void readShouldBeShedWhenTooManyWait() {
    // given
    PostgresPool small = pool(1, 2);

    // when
    List<Future<RowSet<Row>>> reads =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    small.read(
                        small.newBudget(),
                        connection -> connection.query("select pg_sleep(0.1)").execute()))
            .toList();
    Future.join(reads).otherwiseEmpty().await();

    // then
    assertThat(reads).filteredOn(Future::failed).hasSizeBetween(5, 8);
    assertThat(reads)
        .filteredOn(Future::failed)
        .allMatch(read -> kind(read) == ErrorKind.OVERLOADED);
  }

  @Test
  void statementsOfOneRequestShouldShareOneDeadline() {
    // given
    TimeBudget budget = target.newBudget();
    target.read(budget, connection -> connection.query("select pg_sleep(2)").execute()).await();
    proxy.stall().await();
    Instant start = Instant.now();

    // when
    Future<RowSet<Row>> second =
        target.read(budget, connection -> connection.query("select 1").execute());
    second.otherwiseEmpty().await();

    // then
    assertThat(kind(second)).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(1900));
  }

  @Test
  void statementShouldBeCancelledByServerWhenItTakesTooLong() {
    // when
    target
        .read(target.newBudget(), connection -> connection.query("select pg_sleep(60)").execute())
        .otherwiseEmpty()
        .await();
    vertx.timer(DEADLINE.toMillis(), TimeUnit.MILLISECONDS).await();

    // then
    assertThat(
            database.value(
                "select count(*) from pg_stat_activity where query like '%pg_sleep(60)'"
                    + " and state = 'active'"))
        .isEqualTo("0");
  }

  private static ErrorKind kind(Future<?> future) {
    return ServiceException.from(future.cause()).kind();
  }
}
