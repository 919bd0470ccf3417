package dev.flightwatch.toolkit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MeteredVertxTest {
  private final Logger micrometer = (Logger) LoggerFactory.getLogger("io.micrometer");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Vertx vertx = MeteredVertx.builder(new VertxOptions()).build();

  @BeforeEach
  void watchLog() {
    lines.start();
    micrometer.addAppender(lines);
  }

  @AfterEach
  void close() throws Exception {
    micrometer.detachAppender(lines);
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private String text() {
    return Meters.of(vertx).text();
  }

  private VertxMetrics metrics() {
    return ((VertxInternal) vertx).metrics();
  }

  @Test
  void textShouldShowTheProcessAndItsEventLoops() {
    assertThat(text())
        .contains(
            "jvm_memory_used_bytes{",
            "jvm_threads_live_threads ",
            "jvm_gc_",
            "process_uptime_seconds ",
            "process_cpu_usage ",
            "vertx_pool_in_use",
            "service_event_loop_delay_seconds_count ");
  }

  @Test
  void statementsShouldCountTogetherWhenThereAreSeveralConnections() {
    // given
    ClientMetrics<Object, Object, Object> first = connection(5432);
    ClientMetrics<Object, Object, Object> second = connection(5433);

    // when
    first.requestBegin("select", null);
    Object ended = second.requestBegin("select", null);
    second.requestBegin("select", null);
    second.responseEnd(ended);

    // then
    assertThat(text().lines())
        .contains("vertx_sql_processing_pending 2.0", "vertx_sql_processing_time_seconds_count 1");
    assertThat(lines.list).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private ClientMetrics<Object, Object, Object> connection(int port) {
    return (ClientMetrics<Object, Object, Object>)
        metrics()
            .createClientMetrics(SocketAddress.inetSocketAddress(port, "localhost"), "sql", null);
  }

  @Test
  void poolShouldCountTogetherWithTheOneThatItReplaces() {
    // given
    PoolMetrics<Object, Object> stalled = pool("postgres");
    Object used = stalled.begin();

    // when
    PoolMetrics<Object, Object> replacement = pool("postgres");
    replacement.begin();
    stalled.end(used);
    pool("another").begin();

    // then
    assertThat(text().lines())
        .contains(
            "vertx_pool_in_use{pool_name=\"postgres\",pool_type=\"sql\"} 1.0",
            "vertx_pool_ratio{pool_name=\"postgres\",pool_type=\"sql\"} 0.25",
            "vertx_pool_in_use{pool_name=\"another\",pool_type=\"sql\"} 1.0");
    assertThat(lines.list).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private PoolMetrics<Object, Object> pool(String name) {
    return (PoolMetrics<Object, Object>) metrics().createPoolMetrics("sql", name, 4);
  }
}
