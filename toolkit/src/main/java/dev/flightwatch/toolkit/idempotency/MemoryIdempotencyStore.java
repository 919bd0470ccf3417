package dev.flightwatch.toolkit.idempotency;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A store in the memory of this process: not shared with replicas and lost when the process ends.
 * Never fails. A full store discards the oldest responses, because a request is repeated soon or
 * never.
 *
 * <p>Responses are discarded in generations. With one map that evicted the oldest entry on each
 * insertion, every collection of the garbage collector visited most of the entries.
 */
public final class MemoryIdempotencyStore implements IdempotencyStore {
  private static final int GENERATIONS = 4;

  private record Recorded(byte[] response, long expiresAt) {}

  private final long timeToLive;
  private final int entriesOfGeneration;
  private final Clock clock;

  /** Newest first; guarded by itself. */
  private final Deque<Map<String, Recorded>> generations = new ArrayDeque<>();

  private long newestClosesAt;

  /**
   * @param timeToLive how long a response is kept
   * @param maxEntries maximum number of responses; at least the newest three quarters of this
   *     number are kept
   */
  public MemoryIdempotencyStore(Duration timeToLive, int maxEntries, Clock clock) {
    this.timeToLive = timeToLive.toMillis();
    this.entriesOfGeneration = Math.max(1, maxEntries / GENERATIONS);
    this.clock = requireNonNull(clock);
  }

  @Override
  public Future<Optional<Buffer>> find(String key) {
    Recorded recorded;
    synchronized (generations) {
      recorded = lookUp(key, clock.millis());
    }
    return Future.succeededFuture(
        Optional.ofNullable(recorded).map(found -> Buffer.buffer(found.response())));
  }

  private Recorded lookUp(String key, long now) {
    for (Map<String, Recorded> generation : generations) {
      Recorded recorded = generation.get(key);
      if (recorded != null && now < recorded.expiresAt()) {
        return recorded;
      }
    }
    return null;
  }

  @Override
  public Future<Void> record(String key, Buffer response) {
    long now = clock.millis();
    synchronized (generations) {
      if (lookUp(key, now) == null) {
        newest(now).put(key, new Recorded(response.getBytes(), now + timeToLive));
      }
    }
    return Future.succeededFuture();
  }

  /** Returns the newest generation, which accepts entries for a fraction of the time to live. */
  private Map<String, Recorded> newest(long now) {
    Map<String, Recorded> newest = generations.peekFirst();
    if (newest == null || newest.size() >= entriesOfGeneration || now >= newestClosesAt) {
      newest = new HashMap<>();
      newestClosesAt = now + Math.max(1, timeToLive / (GENERATIONS - 1));
      generations.addFirst(newest);
      if (generations.size() > GENERATIONS) {
        generations.removeLast();
      }
    }
    return newest;
  }
}
