package dev.flightwatch.usermanager.password;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.usermanager.users.PasswordHasher;
import io.netty.util.concurrent.DefaultThreadFactory;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Hashes passwords with Argon2id on its own threads, because the queues of Vert.x worker pools are
 * unbounded. It accepts as many hashes as it can complete within the maximum wait, judged by the
 * measured duration of a hash. Futures complete on the caller's context.
 */
public final class Argon2PasswordHasher implements PasswordHasher, AutoCloseable {
  private static final int SALT_BYTES = 16;
  private static final int DIGEST_BYTES = 32;

  /** Assumed duration of a hash before the first one was measured. */
  private static final Duration FIRST_GUESS = Duration.ofMillis(100);

  /** The last hash contributes one part in this many to the average duration. */
  private static final int SMOOTHING = 8;

  /** A hash that has waited this many times the maximum wait is rejected: its caller timed out. */
  private static final int MAX_WAITS = 5;

  private final Vertx vertx;
  private final Argon2Cost cost;
  private final ThreadPoolExecutor pool;
  private final Duration maxWait;
  private final int threads;
  private final int queueSize;
  private final int keptKib;
  private final HashMetrics metrics;
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong averageNanos = new AtomicLong(FIRST_GUESS.toNanos());
  private Argon2 argon2;

  /**
   * @param threads number of hashes that run in parallel
   * @param queueSize maximum number of hashes that wait for a thread
   * @param maxWait maximum expected wait of a hash when it is accepted
   */
  public Argon2PasswordHasher(
      Vertx vertx, Argon2Cost cost, int threads, int queueSize, Duration maxWait) {
    this.vertx = requireNonNull(vertx);
    this.maxWait = requireNonNull(maxWait);
    this.threads = threads;
    this.queueSize = queueSize;
    this.cost = requireNonNull(cost);
    this.keptKib = Math.multiplyExact(threads, cost.memoryKib());
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queueSize),
            new DefaultThreadFactory("password-hash", true));
    this.metrics = new HashMetrics(Meters.of(vertx), () -> pool.getQueue().size(), this::capacity);
  }

  @Override
  public Future<String> hash(String password) {
    return submit(
        () -> {
          byte[] salt = randomBytes(SALT_BYTES);
          byte[] digest = argon2().digest(bytes(password), salt, cost, DIGEST_BYTES);
          return new PhcString(cost, salt, digest).text();
        });
  }

  @Override
  public String hashOfNoPassword() {
    return new PhcString(cost, randomBytes(SALT_BYTES), randomBytes(DIGEST_BYTES)).text();
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public Future<Boolean> verify(String password, String hash) {
    return submit(
        () -> {
          PhcString stored = PhcString.parse(hash);
          byte[] digest =
              argon2()
                  .digest(bytes(password), stored.salt(), stored.cost(), stored.digest().length);
          return MessageDigest.isEqual(digest, stored.digest());
        });
  }

  /** Created by the first hash, because the JVM then verifies the signed jar of Bouncy Castle. */
  private synchronized Argon2 argon2() {
    if (argon2 == null) {
      argon2 = new Argon2(keptKib);
    }
    return argon2;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private <T> Future<T> submit(Supplier<T> work) {
    long submitted = System.nanoTime();
    try {
      return Future.fromCompletionStage(
              CompletableFuture.supplyAsync(() -> runUnlessLate(submitted, work), pool),
              vertx.getOrCreateContext())
          .map(result -> result.orElseThrow(PasswordHasher::overloaded));
    } catch (RejectedExecutionException e) {
      return Future.failedFuture(PasswordHasher.overloaded());
    }
  }

  /** Returns nothing when the wait was so long that the caller has timed out. */
  private <T> Optional<T> runUnlessLate(long submitted, Supplier<T> work) {
    long begin = System.nanoTime();
    metrics.waited(begin - submitted);
    if (begin - submitted > maxWait.multipliedBy(MAX_WAITS).toNanos()) {
      return Optional.empty();
    }
    T result = work.get();
    long nanos = System.nanoTime() - begin;
    metrics.hashed(nanos);
    averageNanos.updateAndGet(average -> average + (nanos - average) / SMOOTHING);
    return Optional.of(result);
  }

  @Override
  public int capacity() {
    long withinWait = threads * maxWait.toNanos() / Math.max(1, averageNanos.get());
    return threads + (int) Math.min(queueSize, withinWait);
  }

  /** Accepts no more hashes; those that wait still complete, in the background. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
