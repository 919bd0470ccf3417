package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.mongo.EmbeddedMongoServer;
import dev.flightwatch.embedded.postgres.EmbeddedPostgresServer;
import dev.flightwatch.standalone.Curl.Reply;
import dev.flightwatch.standalone.SteadyLoad.TimedRequest;
import dev.flightwatch.testkit.proxy.FaultProxy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole system under load while one of its databases is unavailable or stalls. */
@Tag("chaos")
class DatabaseFaultIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration RECOVERY = Duration.ofSeconds(10);
  private static final int FOLLOWERS = 8;

  @TempDir Path data;

  private Vertx vertx;
  private EmbeddedPostgresServer postgres;
  private EmbeddedMongoServer mongo;
  private FaultProxy toPostgres;
  private FaultProxy toMongo;
  private FlightwatchProcess target;
  private URI users;
  private URI flights;

  /** The requests of one kind around a fault, which begins and ends at the given times. */
  private record LoadDuringFault(String name, List<TimedRequest> all, long begin, long end) {
    List<TimedRequest> during() {
      return all.stream().filter(s -> s.sentAfter(begin) && !s.sentAfter(end)).toList();
    }

    private boolean isSuccessful(TimedRequest request) {
      return request.status() == 200 || request.status() == 201;
    }

    /** On a slow machine, passwords may be shed independently of the databases. */
    private boolean isShed(TimedRequest request) {
      return request.status() == 503 && request.reply().text().contains("too_many_passwords");
    }

    List<TimedRequest> acknowledged() {
      return all.stream().filter(this::isSuccessful).toList();
    }

    /** Returns the time from the end of the fault until the last failed request. */
    Duration recovery() {
      long lastFailure =
          all.stream()
              .filter(request -> !isSuccessful(request))
              .mapToLong(request -> request.due() + request.millis() * 1_000_000)
              .max()
              .orElse(end);
      return Duration.ofNanos(Math.max(0, lastFailure - end));
    }

    void assertUnaffected() {
      ChaosRun.print("  %s, unaffected: %s", name, SteadyLoad.summary(during()));
      assertThat(all).as(name).allMatch(request -> isSuccessful(request) || isShed(request));
    }

    void assertRejectedInTimeAndRecovered() {
      List<TimedRequest> rejected = SteadyLoad.withStatus(503, all);
      ChaosRun.print(
          "  %s: %s; first 503 after %d ms, slowest 503 %d ms, recovered %d ms after the end",
          name,
          SteadyLoad.summary(during()),
          rejected.stream()
              .mapToLong(s -> (s.due() - begin) / 1_000_000 + s.millis())
              .min()
              .orElse(-1),
          SteadyLoad.millisOf(1, rejected),
          recovery().toMillis());
      assertThat(SteadyLoad.byStatus(all).keySet()).as(name).isSubsetOf(200, 201, 503);
      assertThat(rejected).as(name).isNotEmpty();
      assertThat(rejected)
          .as(name)
          .allMatch(s -> s.millis() < LIMIT.toMillis())
          .allMatch(s -> s.reply().retryAfter() != null);
      assertThat(recovery()).as(name).isLessThan(RECOVERY);
    }
  }

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    postgres = EmbeddedPostgresServer.startEphemeral();
    mongo = EmbeddedMongoServer.startEphemeral();
    toPostgres = FaultProxy.inFrontOf(vertx, postgres.url()).listen().await();
    toMongo = FaultProxy.inFrontOf(vertx, mongo.url()).listen().await();
    Map<String, String> urls =
        Map.of(
            "DATABASE_URL", toPostgres.url(postgres.url()),
            "MONGO_URL", toMongo.url(mongo.url()));
    target = FlightwatchProcess.start(data, urls).awaitReady();
    users = target.userManager();
    flights = target.dataCollector();
    for (int i = 0; i < FOLLOWERS; i++) {
      assertThat(ChaosRun.register(users, "follower-" + i).join().status()).isEqualTo(201);
    }
    assertThat(ChaosRun.follow(flights, "follower-0", "LICC").join().status()).isEqualTo(200);
  }

  @AfterEach
  void stop() throws Exception {
    target.close();
    vertx.close().await();
    mongo.close();
    postgres.close();
  }

  /**
   * @param unaffected the index of the load that does not use the database
   */
  @ParameterizedTest
  @CsvSource({
    "PostgreSQL, disconnected, 2",
    "PostgreSQL, stalled, 2",
    "MongoDB, disconnected, 0",
    "MongoDB, stalled, 0"
  })
  void apisShouldRecoverFromFault(String database, String fault, int unaffected) throws Exception {
    List<LoadDuringFault> loads =
        underLoad(database, fault, database.equals("MongoDB") ? toMongo : toPostgres);

    for (int i = 0; i < loads.size(); i++) {
      if (i == unaffected) {
        loads.get(i).assertUnaffected();
      } else {
        loads.get(i).assertRejectedInTimeAndRecovered();
      }
    }
    assertNothingAcknowledgedIsLost(loads);
  }

  private List<LoadDuringFault> underLoad(String database, String fault, FaultProxy proxy)
      throws Exception {
    try (SteadyLoad registrations =
            SteadyLoad.begin(2, i -> ChaosRun.register(users, "load-" + i));
        SteadyLoad follows =
            SteadyLoad.begin(5, i -> ChaosRun.follow(flights, follower(i), airport(i)));
        SteadyLoad reads =
            SteadyLoad.begin(20, i -> ChaosRun.get(flights, "/flights/last?airport=LICC"))) {
      ChaosRun.pause(ChaosRun.scaled(5, 1));
      // For the first 5 s, reads are served from the response cache.
      Duration length = ChaosRun.scaled(20, 12);
      ChaosRun.print("%s %s for %d s", database, fault, length.toSeconds());
      long begin = System.nanoTime();
      (fault.equals("stalled") ? proxy.stall() : proxy.disconnect()).await();
      ChaosRun.pause(length);
      long end = System.nanoTime();
      proxy.restore().await();
      ChaosRun.pause(ChaosRun.scaled(RECOVERY.toSeconds() + 1, 4));
      return List.of(
          new LoadDuringFault("registrations", registrations.end(), begin, end),
          new LoadDuringFault("follows", follows.end(), begin, end),
          new LoadDuringFault("flight reads", reads.end(), begin, end));
    }
  }

  private static String follower(int number) {
    return "follower-" + number % FOLLOWERS;
  }

  private static String airport(int number) {
    return "X%03d".formatted(number / FOLLOWERS % 5);
  }

  private void assertNothingAcknowledgedIsLost(List<LoadDuringFault> loads) {
    List<TimedRequest> registered = loads.get(0).acknowledged();
    for (TimedRequest request : registered) {
      Reply repeat = ChaosRun.assertReplayed(users, "load-" + request.number());
      assertThat(repeat.text()).isEqualTo(request.reply().text());
    }
    List<TimedRequest> followed = loads.get(1).acknowledged();
    for (TimedRequest request : followed) {
      String path = "/interests?email=" + follower(request.number()) + "@example.com";
      assertThat(ChaosRun.get(flights, path).join().json().getJsonArray("airports"))
          .contains(airport(request.number()));
    }
    ChaosRun.print(
        "  kept: %d of %d registrations, %d of %d follows",
        registered.size(), registered.size(), followed.size(), followed.size());
  }

  @Test
  void repeatShouldBeReplayedWhenResponseToCommitWasLost() throws Exception {
    // given
    AtomicBoolean hashSent = new AtomicBoolean();
    Future<Void> lost =
        toPostgres.loseResponseTo(
            chunk -> {
              // The sweep of the outbox, every two seconds, commits too.
              hashSent.compareAndSet(false, chunk.toString().contains("$argon2"));
              return hashSent.get() && chunk.toString().contains("COMMIT");
            });

    // when
    Reply unknown = ChaosRun.register(users, "uncertain").join();
    lost.await(30, TimeUnit.SECONDS);
    Reply repeat = ChaosRun.register(users, "uncertain").join();

    // then
    ChaosRun.print("response to COMMIT lost: %d, repeat: %d", unknown.status(), repeat.status());
    assertThat(unknown.status()).isEqualTo(503);
    assertThat(unknown.retryAfter()).isNotNull();
    assertThat(repeat.status()).as(repeat.text()).isEqualTo(201);
    assertThat(repeat.replayed()).isTrue();
    assertThat(ChaosRun.register(users, "uncertain").join().text()).isEqualTo(repeat.text());
    // Reading them fails when there are two.
    try (DatabaseContents stored = new DatabaseContents(postgres.url(), mongo.url())) {
      assertThat(stored.users()).containsKey("uncertain@example.com");
    }
  }
}
