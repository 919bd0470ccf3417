package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.Curl.Reply;
import dev.flightwatch.standalone.StoredState.Following;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
  private static final Duration ORPHANS_GONE = Duration.ofSeconds(60);

  @TempDir Path data;

  /** What one user was told. Each field is set before the request, and again by its answer. */
  private static final class Life {
    final String email;
    final String airport;
    volatile boolean registered;
    volatile boolean followed;
    volatile boolean deletionSent;
    volatile boolean deleted;

    Life(String email, String airport) {
      this.email = email;
      this.airport = airport;
    }

    /** Names the life, and holds no address, since it is logged as it is. */
    String requestId() {
      return email.substring(0, email.indexOf('@'));
    }

    JsonObject account() {
      return new JsonObject().put("email", email).put("password", "correct-horse");
    }

    JsonObject interest() {
      return new JsonObject().put("email", email).put("airport", airport);
    }
  }

  @Test
  void acknowledgedAnswersShouldOutliveKills() throws Exception {
    long seed = Chaos.seed();
    int kills = Chaos.scaled(KILLS);
    Random random = new Random(seed);
    List<Life> all = new ArrayList<>();
    List<Life> last = List.of();
    for (int kill = 0; kill <= kills; kill++) {
      try (FlightwatchProcess target = FlightwatchProcess.start(data, Map.of()).awaitReady();
          StoredState stored = StoredState.of(target, data)) {
        checkStores(all, stored);
        checkDoors(last, target);
        assertThat(Chaos.await(ORPHANS_GONE, () -> orphans(stored) == 0)).as("no orphans").isTrue();
        last = kill == kills ? List.of() : load(target, kill, 500 + random.nextInt(6_000));
        all.addAll(last);
      }
    }
    Chaos.print(
        "kill -9: seed %d, %d kills, %d lives, %d of them deleted",
        seed, kills, all.size(), all.stream().filter(life -> life.deleted).count());
    assertThat(all).isNotEmpty();
  }

  private static List<Life> load(FlightwatchProcess target, int round, int killAfterMillis)
      throws Exception {
    ConcurrentLinkedQueue<Life> lives = new ConcurrentLinkedQueue<>();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    List<CompletableFuture<Void>> running =
        IntStream.range(0, WORKERS)
            .mapToObj(
                worker ->
                    CompletableFuture.runAsync(() -> live(target, round, worker, lives), workers))
            .toList();
    Chaos.pass(Duration.ofMillis(killAfterMillis));
    target.kill();
    running.forEach(worker -> worker.exceptionally(killed -> null).join());
    workers.shutdown();
    return List.copyOf(lives);
  }

  /** Until the process is killed. Two workers share an airport, which no earlier round followed. */
  private static void live(
      FlightwatchProcess target, int round, int worker, ConcurrentLinkedQueue<Life> lives) {
    URI userManager = target.userManager();
    URI dataCollector = target.dataCollector();
    String airport = "%c%03d".formatted('A' + worker / 2, round);
    for (int n = 0; ; n++) {
      Life life = new Life("user-%d-%d-%d@unict.it".formatted(round, worker, n), airport);
      lives.add(life);
      Reply registered = Curl.register(userManager, life.requestId(), life.account()).join();
      life.registered = registered.status() == 201;
      life.followed = Curl.post(dataCollector, "/interests", life.interest()).status() == 200;
      if ((n + worker) % 3 == 1) {
        life.deletionSent = true;
        int status = Curl.delete(userManager, "/users", life.account()).status();
        life.deleted = status == 200 || status == 202;
      }
    }
  }

  private static void checkStores(List<Life> lives, StoredState stored) {
    // The outbox first: a deletion that is confirmed meanwhile has left it, and no interests.
    Set<String> pending = stored.outbox();
    Map<String, List<Following>> interests = stored.interests();
    Map<String, String> users = stored.users();
    Map<String, String> requests = stored.requests();
    for (Life life : lives) {
      String request = requests.get(life.requestId());
      List<Following> following = interests.getOrDefault(life.email, List.of());
      assertThat(users.containsKey(life.email))
          .as("%s, whose request is %s, is a user", life.email, request)
          .isEqualTo("CREATED".equals(request));
      if (life.deleted) {
        assertThat(request).as(life.email).isEqualTo("GONE");
        assertThat(following).extracting(Following::userId).isSubsetOf(pending);
      } else if (!life.deletionSent) {
        assertThat(life.registered && request == null).as(life.email + " is lost").isFalse();
        List<Following> own = List.of(new Following(users.get(life.email), List.of(life.airport)));
        assertThat(following).as(life.email).isIn(own, life.followed ? own : List.of());
      }
    }
  }

  private static long orphans(StoredState stored) {
    Collection<String> users = stored.users().values();
    return stored.interests().values().stream()
        .flatMap(List::stream)
        .filter(following -> !users.contains(following.userId()))
        .count();
  }

  private static void checkDoors(List<Life> lives, FlightwatchProcess target) {
    for (Life life : lives) {
      Reply repeated = Curl.register(target.userManager(), life.requestId(), life.account()).join();
      if (life.deleted) {
        assertThat(repeated.status()).as(life.email).isEqualTo(410);
        awaitNoInterests(target.dataCollector(), life.email);
      } else if (!life.deletionSent) {
        assertThat(repeated.status()).as(life.email).isEqualTo(201);
        assertThat(repeated.replayed() || !life.registered).as(life.email).isTrue();
        life.registered = true;
        if (life.followed) {
          assertThat(airports(target.dataCollector(), life.email)).containsExactly(life.airport);
        }
      }
    }
  }

  private static void awaitNoInterests(URI dataCollector, String email) {
    assertThat(Chaos.await(ORPHANS_GONE, () -> airports(dataCollector, email).isEmpty()))
        .as("no interests of " + email)
        .isTrue();
  }

  private static JsonArray airports(URI dataCollector, String email) {
    Reply reply = Curl.get(dataCollector, "/interests?email=" + email);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().getJsonArray("airports");
  }
}
