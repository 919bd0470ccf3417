package dev.flightwatch.bench.floor;

import static dev.flightwatch.usermanager.config.UserManagerSettings.DATABASE_POOL_SIZE;
import static dev.flightwatch.usermanager.config.UserManagerSettings.DATABASE_URL;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_MEMORY_KIB;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_PASSES;
import static dev.flightwatch.usermanager.config.UserManagerSettings.HASH_THREADS;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import dev.flightwatch.usermanager.postgres.PostgresOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The floor of a registration: an Argon2id hash and the insert of one row, with the cost parameters
 * and pool sizes of the user manager's configuration. The command {@code CONCURRENCY MILLIS} runs
 * that many operations at once for that time, and returns how many were completed.
 */
public final class HashAndInsert {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
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
  private final ExecutorService clients = Executors.newCachedThreadPool();
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
            .connectingTo(
                PostgresOptions.of(config.get(DATABASE_URL).orElseThrow(), 1, DEADLINE).connect())
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

  private long run(int concurrency, long millis) throws Exception {
    long end = System.nanoTime() + millis * 1_000_000;
    List<Future<Long>> running =
        IntStream.range(0, concurrency).mapToObj(i -> clients.submit(() -> until(end))).toList();
    long done = 0;
    for (Future<Long> client : running) {
      done += client.get();
    }
    return done;
  }

  /** Hashes and inserts, one after the other, and returns how many were completed in time. */
  private long until(long end) throws Exception {
    long done = 0;
    while (System.nanoTime() - end < 0) {
      insert(hashing.submit(this::hash).get());
      if (System.nanoTime() - end < 0) {
        done++;
      }
    }
    return done;
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

  private void insert(String hash) throws TimeoutException {
    database
        .preparedQuery(INSERT)
        .execute(
            Tuple.of(
                emails.incrementAndGet() + "@bench.invalid",
                UUID.randomUUID(),
                hash,
                "Sara",
                "Rossi",
                OffsetDateTime.now(ZoneOffset.UTC)))
        .await(DEADLINE.toSeconds(), TimeUnit.SECONDS);
  }
}
