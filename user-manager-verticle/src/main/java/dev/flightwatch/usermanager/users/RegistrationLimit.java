package dev.flightwatch.usermanager.users;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.limit.ClientNetwork;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Limits the new registrations of each client network, in this process. As many as the limit may
 * come at once; as many are allowed again after a minute.
 *
 * <p>Belongs to one event loop.
 */
final class RegistrationLimit {
  /** More than there are clients at a time; those that were idle longest are forgotten. */
  private static final int MAX_NETWORKS = 10_000;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Clock clock;
  private final Cache<String, Counted> networkToCounted;
  private final int perMinute;

  /** What a network has left, and when it was last logged that this is nothing. */
  private static final class Counted {
    private final Bucket bucket;
    private Instant loggedAt = Instant.MIN;

    private Counted(Bucket bucket) {
      this.bucket = bucket;
    }
  }

  /**
   * @param perMinute new registrations of one network in a minute
   */
  RegistrationLimit(int perMinute, Clock clock) {
    this.clock = requireNonNull(clock);
    this.perMinute = perMinute;
    networkToCounted =
        Caffeine.newBuilder().maximumSize(MAX_NETWORKS).executor(Runnable::run).build();
  }

  private Bucket bucket(int limit) {
    return Bucket.builder()
        .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, MINUTE))
        .withCustomTimePrecision(new Time(clock))
        .build();
  }

  private record Time(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }

  /**
   * Counts a registration; fails with {@code LIMITED} when the network, or the wider one around it,
   * has too many.
   */
  Future<Void> count(String network) {
    Future<Void> counted = Future.succeededFuture();
    for (Map.Entry<String, Integer> limit :
        new ClientNetwork(network).keyToLimit(perMinute).entrySet()) {
      counted = counted.compose(v -> count(limit.getKey(), limit.getValue()));
    }
    return counted;
  }

  private Future<Void> count(String network, int limit) {
    Counted counted = networkToCounted.get(network, key -> new Counted(bucket(limit)));
    ConsumptionProbe probe = counted.bucket.tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      return Future.succeededFuture();
    }
    Instant now = clock.instant();
    if (counted.loggedAt.isBefore(now.minus(MINUTE))) {
      counted.loggedAt = now;
      AuditEvent.REGISTRATION_LIMIT_REACHED.log(Optional.empty(), network);
    }
    return Future.failedFuture(
        ServiceException.limited(
            "too_many_registrations",
            "Too many users are being registered from your network; try again later.",
            Duration.ofNanos(probe.getNanosToWaitForRefill())));
  }
}
