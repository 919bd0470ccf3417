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
    wait = timer(meters, "flightwatch_hash_wait_seconds", "Wait of a hash for a thread");
    hash = timer(meters, "flightwatch_hash_seconds", "Computation of a hash");
    meters.gauge(
        "flightwatch_hash_queue_length", "Passwords waiting for a thread", queued::getAsInt);
    meters.gauge(
        "flightwatch_hash_capacity", "Passwords accepted at the moment", capacity::getAsInt);
  }

  private static Timer timer(Meters meters, String name, String help) {
    return Buckets.SLOW.timer(name, help).register(meters.registry());
  }

  void waited(long nanos) {
    wait.record(nanos, TimeUnit.NANOSECONDS);
  }

  void hashed(long nanos) {
    hash.record(nanos, TimeUnit.NANOSECONDS);
  }
}
