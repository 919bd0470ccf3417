package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.mongo.EmbeddedMongoServer;
import dev.flightwatch.embedded.postgres.EmbeddedPostgresServer;
import dev.flightwatch.standalone.Curl.Reply;
import dev.flightwatch.standalone.Load.Sample;
import dev.flightwatch.testkit.proxy.FaultProxy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole system under load while one of its databases is away or stalls. */
@Tag("chaos")
class DatabaseFaultIT {
  private static final Duration LIMIT = Duration.ofSeconds(6);
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

  /** When the fault began and ended, and what the load at a door saw of it. */
  private record Door(String name, List<Sample> all, long cut, long restored) {
    List<Sample> during() {
      return all.stream().filter(s -> s.sentAfter(cut) && !s.sentAfter(restored)).toList();
    }

    private boolean isWell(Sample sample) {
      return sample.status() == 200 || sample.status() == 201;
    }

    /** A slow machine may have too much to hash, whatever the databases do. */
    private boolean isShed(Sample sample) {
      return sample.status() == 503 && sample.reply().text().contains("too_many_passwords");
    }

    List<Sample> acknowledged() {
      return all.stream().filter(this::isWell).toList();
    }

    /** From the end of the fault until no request failed any more. */
    Duration recovery() {
      long end =
          all.stream()
              .filter(sample -> !isWell(sample))
              .mapToLong(sample -> sample.due() + sample.millis() * 1_000_000)
              .max()
              .orElse(restored);
      return Duration.ofNanos(Math.max(0, end - restored));
    }

    void assertNotTouched() {
      Chaos.print("  %s, not touched: %s", name, Load.figures(during()));
      assertThat(all).as(name).allMatch(sample -> isWell(sample) || isShed(sample));
    }

    void assertRefusedInTimeAndBack() {
      List<Sample> refused = Load.withStatus(503, all);
      Chaos.print(
          "  %s: %s; first 503 after %d ms, slowest 503 %d ms, all well %d ms after the end",
          name,
          Load.figures(during()),
          refused.stream()
              .mapToLong(s -> (s.due() - cut) / 1_000_000 + s.millis())
              .min()
              .orElse(-1),
          Load.millisOf(1, refused),
          recovery().toMillis());
      assertThat(Load.byStatus(all).keySet()).as(name).isSubsetOf(200, 201, 503);
      assertThat(refused).as(name).isNotEmpty();
      assertThat(refused)
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
      assertThat(Chaos.register(users, "follower-" + i).join().status()).isEqualTo(201);
    }
    assertThat(Chaos.follow(flights, "follower-0", "LICC").join().status()).isEqualTo(200);
  }

  @AfterEach
  void stop() throws Exception {
    target.close();
    vertx.close().await();
    mongo.close();
    postgres.close();
  }

  @Test
  void doorsShouldHoldWhenPostgresIsCutOff() throws Exception {
    assertHeldWithoutPostgres("PostgreSQL cut off", toPostgres::disconnect);
  }

  @Test
  void doorsShouldHoldWhenPostgresStalls() throws Exception {
    assertHeldWithoutPostgres("PostgreSQL stalled", toPostgres::stall);
  }

  private void assertHeldWithoutPostgres(String name, Supplier<Future<Void>> fault)
      throws Exception {
    List<Door> doors = underLoad(name, fault, toPostgres);
    doors.get(0).assertRefusedInTimeAndBack();
    doors.get(1).assertRefusedInTimeAndBack();
    doors.get(2).assertNotTouched();
    assertNothingAcknowledgedIsLost(doors);
  }

  @Test
  void doorsShouldHoldWhenMongoIsCutOff() throws Exception {
    assertHeldWithoutMongo("MongoDB cut off", toMongo::disconnect);
  }

  @Test
  void doorsShouldHoldWhenMongoStalls() throws Exception {
    assertHeldWithoutMongo("MongoDB stalled", toMongo::stall);
  }

  private void assertHeldWithoutMongo(String name, Supplier<Future<Void>> fault) throws Exception {
    List<Door> doors = underLoad(name, fault, toMongo);
    doors.get(0).assertNotTouched();
    doors.get(1).assertRefusedInTimeAndBack();
    doors.get(2).assertRefusedInTimeAndBack();
    assertNothingAcknowledgedIsLost(doors);
  }

  private List<Door> underLoad(String name, Supplier<Future<Void>> fault, FaultProxy proxy)
      throws Exception {
    try (Load registrations = Load.begin(2, i -> Chaos.register(users, "load-" + i));
        Load follows = Load.begin(5, i -> Chaos.follow(flights, follower(i), airport(i)));
        Load reads = Load.begin(20, i -> Chaos.get(flights, "/flights/last?airport=LICC"))) {
      Chaos.pass(Chaos.scaled(5, 1));
      // Reads are answered from memory for the first 5 s.
      Duration length = Chaos.scaled(20, 12);
      Chaos.print("%s for %d s", name, length.toSeconds());
      long cut = System.nanoTime();
      fault.get().await();
      Chaos.pass(length);
      long restored = System.nanoTime();
      proxy.restore().await();
      Chaos.pass(Chaos.scaled(RECOVERY.toSeconds() + 1, 4));
      return List.of(
          new Door("registrations", registrations.end(), cut, restored),
          new Door("follows", follows.end(), cut, restored),
          new Door("flight reads", reads.end(), cut, restored));
    }
  }

  private static String follower(int number) {
    return "follower-" + number % FOLLOWERS;
  }

  private static String airport(int number) {
    return "X%03d".formatted(number / FOLLOWERS % 5);
  }

  private void assertNothingAcknowledgedIsLost(List<Door> doors) {
    List<Sample> registered = doors.get(0).acknowledged();
    for (Sample sample : registered) {
      Reply repeat = Chaos.register(users, "load-" + sample.number()).join();
      assertThat(repeat.status()).as(repeat.text()).isEqualTo(201);
      assertThat(repeat.replayed()).isTrue();
      assertThat(repeat.text()).isEqualTo(sample.reply().text());
    }
    List<Sample> followed = doors.get(1).acknowledged();
    for (Sample sample : followed) {
      String path = "/interests?email=" + follower(sample.number()) + "@example.com";
      assertThat(Chaos.get(flights, path).join().json().getJsonArray("airports"))
          .contains(airport(sample.number()));
    }
    Chaos.print(
        "  kept: %d of %d registrations, %d of %d follows",
        registered.size(), registered.size(), followed.size(), followed.size());
  }

  @Test
  void repeatShouldGetTheFirstAnswerWhenTheAnswerToCommitWasLost() throws Exception {
    // given
    Future<Void> lost = toPostgres.loseResponseTo(chunk -> chunk.toString().contains("COMMIT"));

    // when
    Reply unknown = Chaos.register(users, "uncertain").join();
    lost.await(1, TimeUnit.SECONDS);
    Reply repeat = Chaos.register(users, "uncertain").join();

    // then
    Chaos.print("COMMIT's answer lost: %d, its repeat %d", unknown.status(), repeat.status());
    assertThat(unknown.status()).isEqualTo(503);
    assertThat(unknown.retryAfter()).isNotNull();
    assertThat(repeat.status()).as(repeat.text()).isEqualTo(201);
    assertThat(repeat.replayed()).isTrue();
    assertThat(Chaos.register(users, "uncertain").join().text()).isEqualTo(repeat.text());
    assertThat(count("select count(*) from users where email = 'uncertain@example.com'")).isOne();
  }

  private long count(String query) throws SQLException {
    URI url = URI.create(postgres.url());
    String[] login = url.getUserInfo().split(":", 2);
    String address = "jdbc:postgresql://127.0.0.1:" + url.getPort() + url.getPath();
    try (Connection connection = DriverManager.getConnection(address, login[0], login[1]);
        ResultSet rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
