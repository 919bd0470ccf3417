package dev.flightwatch.usermanager.password;

import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.usermanager.users.HashPart;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** Durations of password hashes, and the queue in front of them. */
final class HashMetrics {
  private final Timer wait;
  private final Timer hash;

  HashMetrics(Meters meters, ToIntFunction<HashPart> queued, ToIntFunction<HashPart> capacity) {
    wait = timer(meters, "flightwatch_hash_wait_seconds", "Wait of a hash for a thread");
    hash = timer(meters, "flightwatch_hash_seconds", "Computation of a hash");
    for (HashPart part : HashPart.values()) {
      meters.gauge(
          "flightwatch_hash_queue_length",
          "Passwords waiting for a thread",
          () -> queued.applyAsInt(part),
          "part",
          Meters.labelValue(part));
      meters.gauge(
          "flightwatch_hash_capacity",
          "Passwords accepted at the moment",
          () -> capacity.applyAsInt(part),
          "part",
          Meters.labelValue(part));
    }
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
