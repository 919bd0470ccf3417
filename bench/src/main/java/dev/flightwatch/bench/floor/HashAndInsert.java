package dev.flightwatch.bench.floor;

import static dev.flightwatch.usermanager.config.UserManagerSettings.DATABASE_POOL_SIZE;
import static dev.flightwatch.usermanager.config.UserManagerSettings.DATABASE_URL;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_MEMORY_KIB;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_PASSES;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_THREADS;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The floor of a registration: an Argon2id hash and the insert of one row, with the cost parameters
 * and pool sizes of the user manager's configuration. The command {@code CONCURRENCY MILLIS} runs
 * that many operations at once for that time, and returns how many were completed.
 */
public final class HashAndInsert {
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
  private static final byte[] PASSWORD = "correct-horse".getBytes(StandardCharsets.UTF_8);
  private static final String INSERT =
      """
      insert into bench_users (email, id, password_hash, nome, cognome, created_at)
      values ($1, $2, $3, $4, $5, $6)""";

  private final SecureRandom random = new SecureRandom();
  private final AtomicLong emails = new AtomicLong(System.nanoTime());
  private final int memoryKib;
  private final int passes;
  private final FixedBlockPool blocks;
  private final ExecutorService hashing;
  private final Pool database;

  private HashAndInsert(Config config) {
    memoryKib = config.get(HASH_MEMORY_KIB);
    passes = config.get(HASH_PASSES);
    blocks = new FixedBlockPool(memoryKib * config.get(HASH_THREADS));
    hashing = Executors.newFixedThreadPool(config.get(HASH_THREADS));
    database =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(config.get(DATABASE_POOL_SIZE)))
            .connectingTo(PostgresConnection.options(config.get(DATABASE_URL).orElseThrow()))
            .using(Vertx.vertx())
            .build();
  }

  public static void main(String[] arguments) throws Exception {
    HashAndInsert floor = new HashAndInsert(UserManagerSettings.loadService(new JsonObject()));
    CommandLoop.run(
        line -> {
          String[] numbers = line.split(" ");
          return Long.toString(floor.run(Integer.parseInt(numbers[0]), Long.parseLong(numbers[1])));
        });
  }

  private long run(int concurrency, long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    AtomicLong done = new AtomicLong();
    CompletableFuture<?>[] running = new CompletableFuture<?>[concurrency];
    for (int i = 0; i < concurrency; i++) {
      running[i] = next(end, done);
    }
    CompletableFuture.allOf(running).join();
    return done.get();
  }

  private CompletableFuture<Void> next(long end, AtomicLong done) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    one(end, done, ended);
    return ended;
  }

  private void one(long end, AtomicLong done, CompletableFuture<Void> ended) {
    if (System.nanoTime() - end >= 0) {
      ended.complete(null);
      return;
    }
    CompletableFuture.supplyAsync(this::hash, hashing)
        .thenCompose(this::insert)
        .whenComplete(
            (inserted, failure) -> {
              if (failure != null) {
                ended.completeExceptionally(new CompletionException(failure));
                return;
              }
              if (System.nanoTime() - end < 0) {
                done.incrementAndGet();
              }
              one(end, done, ended);
            });
  }

  private String hash() {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(1)
            .withSalt(salt)
            .withBlockPool(blocks)
            .build());
    byte[] digest = new byte[32];
    argon2.generateBytes(PASSWORD, digest);
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(memoryKib, passes, BASE64.encodeToString(salt), BASE64.encodeToString(digest));
  }

  private CompletableFuture<?> insert(String hash) {
    return database
        .preparedQuery(INSERT)
        .execute(
            Tuple.of(
                emails.incrementAndGet() + "@bench.invalid",
                UUID.randomUUID(),
                hash,
                "Sara",
                "Rossi",
                OffsetDateTime.now(ZoneOffset.UTC)))
        .toCompletionStage()
        .toCompletableFuture();
  }
}
