package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.Curl.Reply;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the whole system at random moments under a mixed load, starts it again on the same data,
 * and checks that nothing it acknowledged is lost or doubled.
 */
@Tag("chaos")
class KilledProcessIT {
  private static final int KILLS = 20;
  private static final int WORKERS = 6;
  private static final long ORPHANS_GONE_SECONDS = 60;

  @TempDir Path data;

  /** What one user was told. Each field is set before the request, and again by its answer. */
  private static final class Life {
    final String email;
    volatile boolean registered;
    volatile boolean followed;
    volatile boolean deletionSent;
    volatile boolean deleted;

    Life(String email) {
      this.email = email;
    }

    JsonObject account() {
      return new JsonObject().put("email", email).put("password", "correct-horse");
    }
  }

  @Test
  void acknowledgedAnswersShouldOutliveKills() throws Exception {
    long given = Long.getLong("chaos.seed", 0);
    long seed = given == 0 ? System.nanoTime() : given;
    int kills = Math.max(1, (int) (KILLS * Double.parseDouble(scale())));
    Random random = new Random(seed);
    int checked = 0;
    List<Life> lives = new ArrayList<>();
    for (int kill = 0; kill <= kills; kill++) {
      try (FlightwatchProcess target = FlightwatchProcess.start(data, Map.of()).awaitReady()) {
        checked += check(lives, target);
        lives = kill == kills ? List.of() : load(target, kill, 300 + random.nextInt(2_500));
      }
    }
    System.out.printf("kill -9: seed %d, %d kills, %d lives checked%n", seed, kills, checked);
    assertThat(checked).isPositive();
  }

  private static String scale() {
    return System.getProperty("chaos.scale", "1");
  }

  private static List<Life> load(FlightwatchProcess target, int round, int killAfterMillis)
      throws Exception {
    ConcurrentLinkedQueue<Life> lives = new ConcurrentLinkedQueue<>();
    URI userManager = target.userManager();
    URI dataCollector = target.dataCollector();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    List<CompletableFuture<Void>> running =
        IntStream.range(0, WORKERS)
            .mapToObj(
                worker ->
                    CompletableFuture.runAsync(
                        () -> live(userManager, dataCollector, round + "-" + worker, lives),
                        workers))
            .toList();
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(killAfterMillis, TimeUnit.MILLISECONDS))
        .join();
    target.kill();
    running.forEach(worker -> worker.exceptionally(killed -> null).join());
    workers.shutdown();
    return List.copyOf(lives);
  }

  private static void live(
      URI userManager, URI dataCollector, String name, ConcurrentLinkedQueue<Life> lives) {
    for (int n = 0; ; n++) {
      Life life = new Life("user-" + name + "-" + n + "@unict.it");
      lives.add(life);
      Reply registered = Curl.register(userManager, life.email, life.account()).join();
      life.registered = registered.status() == 201;
      JsonObject interest = new JsonObject().put("email", life.email).put("airport", "LICC");
      life.followed = Curl.post(dataCollector, "/interests", interest).status() == 200;
      if (n % 3 == 2) {
        life.deletionSent = true;
        int status = Curl.delete(userManager, "/users", life.account()).status();
        life.deleted = status == 200 || status == 202;
      }
    }
  }

  private static int check(List<Life> lives, FlightwatchProcess target) {
    for (Life life : lives) {
      Reply repeated = Curl.register(target.userManager(), life.email, life.account()).join();
      if (life.deleted) {
        assertThat(repeated.status()).as(life.email).isEqualTo(410);
        awaitNoInterests(target.dataCollector(), life.email);
      } else if (!life.deletionSent) {
        assertThat(repeated.status()).as(life.email).isEqualTo(201);
        assertThat(repeated.replayed() || !life.registered).as(life.email).isTrue();
        if (life.followed) {
          assertThat(airports(target.dataCollector(), life.email)).isEqualTo("[\"LICC\"]");
        }
      }
    }
    return lives.size();
  }

  private static void awaitNoInterests(URI dataCollector, String email) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ORPHANS_GONE_SECONDS);
    while (!airports(dataCollector, email).equals("[]")) {
      assertThat(System.nanoTime()).as("orphan of " + email).isLessThan(deadline);
    }
  }

  private static String airports(URI dataCollector, String email) {
    Reply reply = Curl.get(dataCollector, "/interests?email=" + email);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().getJsonArray("airports").encode();
  }
}
