package dev.flightwatch.toolkit.metrics;

import io.micrometer.core.instrument.Counter;
import java.util.Map;

/** Counts the look-ups of a cache. */
public final class CacheMetrics {
  /** A look-up that waits for the response to another one is a hit. */
  public enum Result {
    HIT,
    MISS
  }

  private final Map<Result, Counter> requests;

  /**
   * @param cache the cache's name, unique in the process
   */
  public CacheMetrics(Meters meters, String cache) {
    Counter.Builder counter =
        Counter.builder(meters.name("cache_requests_total"))
            .description("Look-ups")
            .tag("cache", cache);
    requests = meters.counters(counter, "result", Result.class);
  }

  /** Counts a look-up. */
  public void count(Result result) {
    requests.get(result).increment();
  }
}
