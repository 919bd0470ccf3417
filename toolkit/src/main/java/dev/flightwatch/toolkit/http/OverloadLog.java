package dev.flightwatch.toolkit.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.metrics.ShedMetrics;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs refused requests at most once a second: a line for each would add to the load. */
final class OverloadLog {
  private static final Logger log = LoggerFactory.getLogger(OverloadLog.class);
  private static final long PERIOD = Duration.ofSeconds(1).toNanos();

  private final ShedMetrics metrics;
  private int refused;
  private long nextLine = System.nanoTime();

  OverloadLog(ShedMetrics metrics) {
    this.metrics = requireNonNull(metrics);
  }

  void count() {
    metrics.shed();
    refused++;
    long now = System.nanoTime();
    if (now - nextLine >= 0) {
      log.warn("Refused {} requests: too many are in flight", refused);
      refused = 0;
      nextLine = now + PERIOD;
    }
  }
}
