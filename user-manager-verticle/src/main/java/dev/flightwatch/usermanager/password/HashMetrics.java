package dev.flightwatch.usermanager.password;

import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Durations of password hashes, and the queue in front of them. */
final class HashMetrics {
  private final Timer wait;
  private final Timer hash;

  HashMetrics(Meters meters, IntSupplier queued, IntSupplier capacity) {
    wait =
        Buckets.SLOW
            .timer("flightwatch_hash_wait_seconds", "Wait of a password hash for a thread")
            .register(meters.registry());
    hash =
        Buckets.SLOW
            .timer("flightwatch_hash_seconds", "Computation of a password hash")
            .register(meters.registry());
    meters.gauge(
        "flightwatch_hash_queue_length",
        "Passwords that are waiting for a thread",
        queued::getAsInt);
    meters.gauge(
        "flightwatch_hash_capacity",
        "Passwords that are accepted at once at the moment",
        capacity::getAsInt);
  }

  void waited(long nanos) {
    wait.record(nanos, TimeUnit.NANOSECONDS);
  }

  void hashed(long nanos) {
    hash.record(nanos, TimeUnit.NANOSECONDS);
  }
}
