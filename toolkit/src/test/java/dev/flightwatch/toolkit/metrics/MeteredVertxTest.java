package dev.flightwatch.toolkit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.CapturedLog;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeteredVertxTest {
  @RegisterExtension final CapturedLog log = new CapturedLog("io.micrometer");
  private final Vertx vertx = MeteredVertx.builder(new VertxOptions()).build();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private String text() {
    return Meters.of(vertx).text();
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
    assertThat(log.messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {"{}, 1", "{'cacheMaxTimeToLive':7}, 7", "{'cacheMinTimeToLive':5}, 5"})
  void builderShouldKeepNamesForASecondUnlessTheOptionsSayOtherwise(String json, int seconds)
      throws Exception {
    // given
    JsonObject resolver = new JsonObject(json.replace('\'', '"'));
    VertxOptions options = new VertxOptions(JsonObject.of("addressResolverOptions", resolver));

    // when
    Vertx built = MeteredVertx.builder(options).build();

    // then
    assertThat(((VertxInternal) built).nameResolver().options().getCacheMaxTimeToLive())
        .isEqualTo(seconds);
    built.close().await(30, TimeUnit.SECONDS);
  }

  @SuppressWarnings("unchecked")
  private PoolMetrics<Object, Object> pool(String name) {
    VertxMetrics metrics = ((VertxInternal) vertx).metrics();
    return (PoolMetrics<Object, Object>) metrics.createPoolMetrics("sql", name, 4);
  }
}
