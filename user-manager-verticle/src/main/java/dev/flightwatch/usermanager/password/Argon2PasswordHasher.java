package dev.flightwatch.usermanager.password;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.usermanager.users.HashPart;
import dev.flightwatch.usermanager.users.HashTurn;
import dev.flightwatch.usermanager.users.PasswordHasher;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Hashes passwords with Argon2id on its own threads, because the queues of Vert.x worker pools are
 * unbounded. Logins and registrations take turns, and so do the client networks of each. A part
 * that is alone has all threads. It accepts as many hashes as it can complete within the maximum
 * wait, judged by the measured duration of a hash. Futures complete on the caller's context.
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

  /** Each of its tasks runs the work whose turn it is. */
  private final ThreadPoolExecutor pool;

  private final FairQueue<Runnable> waiting;
  private final Duration maxWait;
  private final int threads;
  private final int queueSizeOfPart;
  private final int keptKib;
  private final HashMetrics metrics;
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong averageNanos = new AtomicLong(FIRST_GUESS.toNanos());
  private Argon2 argon2;

  /**
   * @param threads number of hashes that run in parallel
   * @param queueSize maximum number of hashes that wait for a thread, half of them of each part
   * @param maxWait maximum expected wait of a hash when it is accepted
   */
  public Argon2PasswordHasher(
      Vertx vertx, Argon2Cost cost, int threads, int queueSize, Duration maxWait) {
    this.vertx = requireNonNull(vertx);
    this.maxWait = requireNonNull(maxWait);
    this.threads = threads;
    this.queueSizeOfPart = (queueSize + 1) / 2;
    this.waiting = new FairQueue<>(threads + queueSizeOfPart);
    this.cost = requireNonNull(cost);
    this.keptKib = Math.multiplyExact(threads, cost.memoryKib());
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("password-hash", true));
    this.metrics = new HashMetrics(Meters.of(vertx), waiting::size, this::capacity);
  }

  @Override
  public Future<String> hash(HashTurn turn, String password) {
    return submit(
        turn,
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
  public Future<Boolean> verify(HashTurn turn, String password, String hash) {
    return submit(
        turn,
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

  private <T> Future<T> submit(HashTurn turn, Supplier<T> work) {
    long submitted = System.nanoTime();
    CompletableFuture<Optional<T>> result = new CompletableFuture<>();
    if (pool.isShutdown() || !waiting.offer(turn, () -> complete(result, submitted, work))) {
      return Future.failedFuture(PasswordHasher.overloaded());
    }
    pool.execute(() -> waiting.remove().run());
    return Future.fromCompletionStage(result, vertx.getOrCreateContext())
        .map(done -> done.orElseThrow(PasswordHasher::overloaded));
  }

  private <T> void complete(
      CompletableFuture<Optional<T>> result, long submitted, Supplier<T> work) {
    try {
      result.complete(runUnlessLate(submitted, work));
    } catch (Throwable e) {
      result.completeExceptionally(e);
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
  public int capacity(HashPart part) {
    HashPart other = part == HashPart.LOGIN ? HashPart.REGISTRATION : HashPart.LOGIN;
    int shares = waiting.size(other) > 0 ? 2 : 1;
    long withinWait = threads * maxWait.toNanos() / shares / Math.max(1, averageNanos.get());
    return threads + (int) Math.min(queueSizeOfPart, withinWait);
  }

  /** Accepts no more hashes; those that wait still complete, in the background. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
