package dev.flightwatch.toolkit.cache;

import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.FunctionCounter;
import java.util.function.ToDoubleFunction;

/** Shows the statistics of a cache. */
final class CacheMetrics {
  private CacheMetrics() {}

  /**
   * Registers the metrics of a cache.
   *
   * @param name the cache's name, unique in the process
   */
  static void register(Meters meters, String name, ResponseCache cache) {
    requests(meters, name, "hit", cache, c -> c.stats().hits() + c.stats().joins());
    requests(meters, name, "miss", cache, c -> c.stats().misses());
    FunctionCounter.builder(meters.name("cache_evictions_total"), cache, c -> c.stats().evictions())
        .description("Entries removed because the cache was full")
        .tag("cache", name)
        .register(meters.registry());
    meters.gauge(
        meters.name("cache_entries"), "Entries", () -> cache.stats().entries(), "cache", name);
    meters.gauge(
        meters.name("cache_bytes"),
        "Approximate size of the entries in bytes",
        () -> cache.stats().bytes(),
        "cache",
        name);
  }

  private static void requests(
      Meters meters,
      String name,
      String result,
      ResponseCache cache,
      ToDoubleFunction<ResponseCache> total) {
    FunctionCounter.builder(meters.name("cache_requests_total"), cache, total)
        .description("Look-ups")
        .tags("cache", name, "result", result)
        .register(meters.registry());
  }
}
