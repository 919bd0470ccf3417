package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.Curl.Reply;
import dev.flightwatch.standalone.DatabaseContents.Following;
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
 * Kills the whole system at random moments under a mixed load, restarts it on the same data, and
 * verifies that nothing that it acknowledged is lost or duplicated.
 */
@Tag("chaos")
class KilledProcessIT {
  private static final int KILLS = 20;
  private static final int WORKERS = 6;
  private static final Duration ORPHAN_TIMEOUT = Duration.ofSeconds(60);

  @TempDir Path data;

  /** The requests of one user and what was acknowledged. */
  private static final class UserHistory {
    final String email;
    final String airport;
    volatile boolean registered;
    volatile boolean followed;
    volatile boolean deletionSent;
    volatile boolean deleted;

    UserHistory(String email, String airport) {
      this.email = email;
      this.airport = airport;
    }

    /** Identifies the user without the address, because request ids are logged. */
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
  void acknowledgedRequestsShouldSurviveKills() throws Exception {
    long seed = ChaosRun.seed();
    int kills = ChaosRun.scaled(KILLS);
    Random random = new Random(seed);
    List<UserHistory> all = new ArrayList<>();
    List<UserHistory> last = List.of();
    for (int kill = 0; kill <= kills; kill++) {
      try (FlightwatchProcess target = FlightwatchProcess.start(data, Map.of()).awaitReady();
          DatabaseContents stored = DatabaseContents.of(target, data)) {
        checkDatabases(all, stored);
        checkApis(last, target);
        assertThat(ChaosRun.await(ORPHAN_TIMEOUT, () -> orphans(stored) == 0))
            .as("no orphans")
            .isTrue();
        last = kill == kills ? List.of() : load(target, kill, 500 + random.nextInt(6_000));
        all.addAll(last);
      }
    }
    ChaosRun.print(
        "kill -9: seed %d, %d kills, %d users, %d of them deleted",
        seed, kills, all.size(), all.stream().filter(user -> user.deleted).count());
    assertThat(all).isNotEmpty();
  }

  private static List<UserHistory> load(FlightwatchProcess target, int round, int killAfterMillis)
      throws Exception {
    ConcurrentLinkedQueue<UserHistory> users = new ConcurrentLinkedQueue<>();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    List<CompletableFuture<Void>> running =
        IntStream.range(0, WORKERS)
            .mapToObj(
                worker ->
                    CompletableFuture.runAsync(
                        () -> sendRequests(target, round, worker, users), workers))
            .toList();
    ChaosRun.pause(Duration.ofMillis(killAfterMillis));
    target.kill();
    running.forEach(worker -> worker.exceptionally(killed -> null).join());
    workers.shutdown();
    return List.copyOf(users);
  }

  /**
   * Sends requests until the process is killed. Two workers share an airport, which no earlier
   * round followed.
   */
  private static void sendRequests(
      FlightwatchProcess target, int round, int worker, ConcurrentLinkedQueue<UserHistory> users) {
    URI userManager = target.userManager();
    URI dataCollector = target.dataCollector();
    String airport = "%c%03d".formatted('A' + worker / 2, round);
    for (int n = 0; ; n++) {
      UserHistory user =
          new UserHistory("user-%d-%d-%d@unict.it".formatted(round, worker, n), airport);
      users.add(user);
      Reply registered = Curl.register(userManager, user.requestId(), user.account()).join();
      user.registered = registered.status() == 201;
      user.followed = Curl.post(dataCollector, "/interests", user.interest()).status() == 200;
      if ((n + worker) % 3 == 1) {
        user.deletionSent = true;
        int status = Curl.delete(userManager, "/users", user.account()).status();
        user.deleted = status == 200 || status == 202;
      }
    }
  }

  private static void checkDatabases(List<UserHistory> users, DatabaseContents stored) {
    // The outbox is read first: a deletion that is confirmed meanwhile leaves no interests.
    Set<String> pending = stored.outbox();
    Map<String, List<Following>> interests = stored.interests();
    Map<String, String> emailToId = stored.users();
    Map<String, String> requests = stored.requests();
    for (UserHistory user : users) {
      String request = requests.get(user.requestId());
      List<Following> following = interests.getOrDefault(user.email, List.of());
      assertThat(emailToId.containsKey(user.email))
          .as("%s, whose request is %s, is a user", user.email, request)
          .isEqualTo("CREATED".equals(request));
      if (user.deleted) {
        assertThat(request).as(user.email).isEqualTo("GONE");
        assertThat(following).extracting(Following::userId).isSubsetOf(pending);
      } else if (!user.deletionSent) {
        assertThat(user.registered && request == null).as(user.email + " is lost").isFalse();
        List<Following> own =
            List.of(new Following(emailToId.get(user.email), List.of(user.airport)));
        assertThat(following).as(user.email).isIn(own, user.followed ? own : List.of());
      }
    }
  }

  private static long orphans(DatabaseContents stored) {
    Collection<String> userIds = stored.users().values();
    return stored.interests().values().stream()
        .flatMap(List::stream)
        .filter(following -> !userIds.contains(following.userId()))
        .count();
  }

  private static void checkApis(List<UserHistory> users, FlightwatchProcess target) {
    for (UserHistory user : users) {
      Reply repeated = Curl.register(target.userManager(), user.requestId(), user.account()).join();
      if (user.deleted) {
        assertThat(repeated.status()).as(user.email).isEqualTo(410);
        awaitNoInterests(target.dataCollector(), user.email);
      } else if (!user.deletionSent) {
        assertThat(repeated.status()).as(user.email).isEqualTo(201);
        assertThat(repeated.replayed() || !user.registered).as(user.email).isTrue();
        user.registered = true;
        if (user.followed) {
          assertThat(airports(target.dataCollector(), user.email)).containsExactly(user.airport);
        }
      }
    }
  }

  private static void awaitNoInterests(URI dataCollector, String email) {
    assertThat(ChaosRun.await(ORPHAN_TIMEOUT, () -> airports(dataCollector, email).isEmpty()))
        .as("no interests of " + email)
        .isTrue();
  }

  private static JsonArray airports(URI dataCollector, String email) {
    Reply reply = Curl.get(dataCollector, "/interests?email=" + email);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().getJsonArray("airports");
  }
}
