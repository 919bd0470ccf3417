package dev.flightwatch.toolkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.cache.ResponseCache.Cacheable;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheMetricsTest {
  private static final Request REQUEST =
      new Request(null, Map.of("value", "1"), Map.of(), "correlation");
  private static final Cacheable RESPONSE =
      new Cacheable(Response.bytes(200, Buffer.buffer("body")), List.of("subject"));

  private final Meters meters = Meters.detached();
  private final ResponseCache cache =
      new ResponseCache(1_048_576, Duration.ofSeconds(5), System::nanoTime);

  @Test
  void metricsShouldShowHitsJoinsMissesAndTheSizeOfTheCache() {
    // given
    CacheMetrics.register(meters, "responses", cache);
    Promise<Cacheable> loading = Promise.promise();

    // when
    cache.get("op", REQUEST, loading::future);
    cache.get("op", REQUEST, loading::future);
    loading.complete(RESPONSE);
    cache.get("op", REQUEST, () -> Future.failedFuture("cached"));
    cache.get("other", REQUEST, () -> Future.succeededFuture(RESPONSE));

    // then
    assertThat(meters.text().lines())
        .contains(
            "service_cache_requests_total{cache=\"responses\",result=\"hit\"} 2.0",
            "service_cache_requests_total{cache=\"responses\",result=\"miss\"} 2.0",
            "service_cache_evictions_total{cache=\"responses\"} 0.0",
            "service_cache_entries{cache=\"responses\"} 2.0",
            "service_cache_bytes{cache=\"responses\"} " + (double) cache.stats().bytes());
  }
}
