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
 * Keeps the answers in this process: not shared with replicas, gone at the end. Never fails. Beyond
 * its bound it forgets the oldest, since a request is repeated soon or never; a cache that keeps
 * what is used most would rather not take the newest.
 *
 * <p>Answers are forgotten a generation at a time. One map of all, from which the oldest was taken
 * for each that came, had the garbage collector look at most of it each time it ran.
 */
public final class MemoryIdempotencyStore implements IdempotencyStore {
  private static final int GENERATIONS = 4;

  private record Recorded(byte[] answer, long until) {
    boolean isAlive(long now) {
      return now < until;
    }
  }

  private final long timeToLive;
  private final int entriesOfGeneration;
  private final Clock clock;

  /** The newest first; guarded by itself. */
  private final Deque<Map<String, Recorded>> generations = new ArrayDeque<>();

  private long newestUntil;

  /**
   * @param timeToLive how long an answer is kept
   * @param maxEntries how many answers are kept at most; the last three quarters of them are
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
        recorded == null ? Optional.empty() : Optional.of(Buffer.buffer(recorded.answer())));
  }

  private Recorded lookUp(String key, long now) {
    for (Map<String, Recorded> generation : generations) {
      Recorded recorded = generation.get(key);
      if (recorded != null && recorded.isAlive(now)) {
        return recorded;
      }
    }
    return null;
  }

  @Override
  public Future<Void> record(String key, Buffer answer) {
    long now = clock.millis();
    synchronized (generations) {
      if (lookUp(key, now) == null) {
        newest(now).put(key, new Recorded(answer.getBytes(), now + timeToLive));
      }
    }
    return Future.succeededFuture();
  }

  /** The newest generation, which takes some for a part of the time to live only. */
  private Map<String, Recorded> newest(long now) {
    Map<String, Recorded> newest = generations.peekFirst();
    if (newest == null || newest.size() >= entriesOfGeneration || now >= newestUntil) {
      newest = new HashMap<>();
      newestUntil = now + Math.max(1, timeToLive / (GENERATIONS - 1));
      generations.addFirst(newest);
      if (generations.size() > GENERATIONS) {
        generations.removeLast();
      }
    }
    return newest;
  }
}
