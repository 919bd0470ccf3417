package dev.flightwatch.usermanager.password;

import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.Histogram;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.metrics.Metric;
import java.util.function.IntSupplier;

/** Times password hashes and their waiting. */
final class HashMetrics {
  private final Histogram wait;
  private final Histogram hash;

  HashMetrics(Meters meters, IntSupplier queued, IntSupplier capacity) {
    wait =
        meters.histogram(
            Metric.of("flightwatch_hash_wait_seconds", "The wait of a password hash for a thread"),
            Buckets.SLOW);
    hash =
        meters.histogram(
            Metric.of("flightwatch_hash_seconds", "The making or checking of a password hash"),
            Buckets.SLOW);
    meters.gauge(
        Metric.of("flightwatch_hash_queue_length", "Passwords that wait for a thread"),
        queued::getAsInt);
    meters.gauge(
        Metric.of("flightwatch_hash_capacity", "Passwords that are taken at once for now"),
        capacity::getAsInt);
  }

  void waited(long nanos) {
    wait.record(nanos);
  }

  void hashed(long nanos) {
    hash.record(nanos);
  }
}
