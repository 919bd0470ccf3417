package dev.flightwatch.usermanager.password;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.usermanager.users.PasswordHasher;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Argon2id on threads of its own, since Vert.x's worker pools queue without a bound. Takes as much
 * as it can do within the longest wait, at the speed it goes. Futures complete on the caller's
 * context.
 */
public final class Argon2PasswordHasher implements PasswordHasher, AutoCloseable {
  private static final int SALT_BYTES = 16;
  private static final int DIGEST_BYTES = 32;

  /** What a hash is taken to need before one was made. */
  private static final Duration FIRST_GUESS = Duration.ofMillis(100);

  /** How much of the speed that is gone by comes from the last hash: one part in so many. */
  private static final int SMOOTHING = 8;

  /** What has waited so many times longer than it was to is of no use to anybody. */
  private static final int PATIENCE = 5;

  private final Vertx vertx;
  private final Argon2Cost cost;
  private final Argon2 argon2;
  private final ThreadPoolExecutor pool;
  private final Duration maxWait;
  private final int threads;
  private final int queueSize;
  private final HashMetrics metrics;
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong nanosOfOne = new AtomicLong(FIRST_GUESS.toNanos());

  /**
   * @param threads how many hashes are made at once
   * @param queueSize how many more may wait, however quick they are
   * @param maxWait how long one may have to wait, as far as can be told when it is taken
   */
  public Argon2PasswordHasher(
      Vertx vertx, Argon2Cost cost, int threads, int queueSize, Duration maxWait) {
    this.vertx = requireNonNull(vertx);
    this.maxWait = requireNonNull(maxWait);
    this.threads = threads;
    this.queueSize = queueSize;
    this.cost = requireNonNull(cost);
    this.argon2 = new Argon2(Math.multiplyExact(threads, cost.memoryKib()));
    AtomicInteger number = new AtomicInteger();
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queueSize),
            work -> thread(work, number.incrementAndGet()));
    this.metrics = new HashMetrics(Meters.of(vertx), () -> pool.getQueue().size(), this::capacity);
  }

  private static Thread thread(Runnable work, int number) {
    Thread thread = new Thread(work, "password-hash-" + number);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Future<String> hash(String password) {
    return onPool(
        () -> {
          byte[] salt = new byte[SALT_BYTES];
          random.nextBytes(salt);
          byte[] digest = argon2.digest(bytes(password), salt, cost, DIGEST_BYTES);
          return new PhcString(cost, salt, digest).text();
        });
  }

  @Override
  public Future<Boolean> verify(String password, String hash) {
    return onPool(
        () -> {
          PhcString known = PhcString.parse(hash);
          byte[] digest =
              argon2.digest(bytes(password), known.salt(), known.cost(), known.digest().length);
          return MessageDigest.isEqual(digest, known.digest());
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private <T> Future<T> onPool(Supplier<T> work) {
    long since = System.nanoTime();
    try {
      return Future.fromCompletionStage(
              CompletableFuture.supplyAsync(() -> unlessLate(since, work), pool),
              vertx.getOrCreateContext())
          .map(done -> done.orElseThrow(PasswordHasher::overloaded));
    } catch (RejectedExecutionException e) {
      return Future.failedFuture(PasswordHasher.overloaded());
    }
  }

  /** Who asked so long ago has been told something else by now, or has gone. */
  private <T> Optional<T> unlessLate(long since, Supplier<T> work) {
    long begin = System.nanoTime();
    metrics.waited(begin - since);
    if (begin - since > maxWait.multipliedBy(PATIENCE).toNanos()) {
      return Optional.empty();
    }
    T done = work.get();
    long took = System.nanoTime() - begin;
    metrics.hashed(took);
    nanosOfOne.updateAndGet(before -> before + (took - before) / SMOOTHING);
    return Optional.of(done);
  }

  @Override
  public int capacity() {
    long inTime = threads * maxWait.toNanos() / Math.max(1, nanosOfOne.get());
    return threads + (int) Math.min(queueSize, inTime);
  }

  /** Takes no more work; what waits is done still, in the background. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
