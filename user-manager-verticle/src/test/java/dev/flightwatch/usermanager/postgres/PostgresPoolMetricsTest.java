package dev.flightwatch.usermanager.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.flightwatch.testkit.proxy.FaultProxy;
import dev.flightwatch.toolkit.metrics.MeteredVertx;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.usermanager.testing.Eventually;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** Vert.x's metrics of the pool when a stalled one is replaced. */
@ExtendWith(TestDatabases.class)
class PostgresPoolMetricsTest {
  private static final String PENDING = "vertx_sql_processing_pending ";
  private static final String IN_USE =
      "vertx_pool_in_use{pool_name=\"postgres\",pool_type=\"sql\"} ";

  private final Logger micrometer = (Logger) LoggerFactory.getLogger("io.micrometer");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Vertx vertx = MeteredVertx.builder(new VertxOptions()).build();
  private FaultProxy proxy;
  private PostgresPool pool;

  @BeforeEach
  void open(TestDatabase database) {
    lines.start();
    micrometer.addAppender(lines);
    proxy = FaultProxy.inFrontOf(vertx, database.url()).listen().await();
    PostgresUrl url = PostgresUrl.parse(URI.create(proxy.url(database.url())));
    pool = new PostgresPool(vertx, PostgresOptions.of(url, 4, Duration.ofSeconds(4)));
    pool.ping().recover(slowStart -> pool.ping()).await();
  }

  @AfterEach
  void close() throws Exception {
    micrometer.detachAppender(lines);
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void metricsShouldReturnToZeroWhenAStalledPoolWasReplaced() {
    // given
    Future.all(IntStream.range(0, 4).mapToObj(i -> slowQuery()).toList()).await();
    proxy.stall().await();
    List<Future<Void>> stalled = IntStream.range(0, 4).mapToObj(i -> pool.ping()).toList();
    awaitShown(PENDING + "4.0", IN_USE + "4.0");

    // when
    Future.join(stalled).otherwiseEmpty().await();
    proxy.restore().await();
    pool.ping().recover(slow -> pool.ping()).await();

    // then
    awaitShown(PENDING + "0.0", IN_USE + "0.0");
    assertThat(lines.list).isEmpty();
  }

  /** Keeps its connection long enough that concurrent queries open one connection each. */
  private Future<?> slowQuery() {
    return pool.query(pool.newBudget(), row -> row, "select pg_sleep(0.2)");
  }

  /** The stalled pool is closed a deadline after it was replaced. */
  private void awaitShown(String... wanted) {
    Eventually.holds(
        vertx, () -> Meters.of(vertx).text().lines().toList().containsAll(List.of(wanted)));
  }
}
