package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.postgres.EmbeddedPostgresServer;
import dev.flightwatch.standalone.Load.Sample;
import dev.flightwatch.usermanager.UserManagerHttpVerticle;
import dev.flightwatch.usermanager.UserServiceVerticle;
import io.vertx.core.Deployable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two doors, an owner of the users and its stand-by, each in a JVM of its own, in one cluster. */
class ClusterIT {
  private static final double PER_SECOND = 6;
  private static final Duration TAKEOVER = Duration.ofSeconds(10);
  private static final Duration REUNION = Duration.ofSeconds(30);

  /** What was under way at the owner is waited for, for as long as the command has. */
  private static final Duration AT_MOST = Duration.ofSeconds(28);

  /** When its sockets are surely closed, and how long a question to it may take from then on. */
  private static final Duration GONE = Duration.ofSeconds(1);

  private static final Duration AT_ONCE = Duration.ofSeconds(8);

  /** So many successes in a row, from both doors, and all is well again. */
  private static final int IN_A_ROW = 10;

  private final EmbeddedPostgresServer postgres = EmbeddedPostgresServer.startEphemeral();
  private final List<FlightwatchProcess> members = new ArrayList<>();
  private String first;

  @BeforeEach
  void chooseThePortOfTheFirst() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      first = Integer.toString(free.getLocalPort());
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (FlightwatchProcess member : members) {
      member.close();
    }
    postgres.close();
  }

  private FlightwatchProcess start(
      Class<? extends Deployable> verticle, String port, Map<String, String> more)
      throws Exception {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("CLUSTER_PORT", port);
    // Short lives, many at once.
    environment.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    environment.put("CLUSTER_MEMBERS", "127.0.0.1:" + first);
    FlightwatchProcess member = FlightwatchProcess.startMember(verticle, environment);
    members.add(member);
    return member;
  }

  private FlightwatchProcess owner(String port) throws Exception {
    return start(
        UserServiceVerticle.class,
        port,
        Map.of("DATABASE_URL", postgres.url(), "HASH_WAIT_SECONDS", "4"));
  }

  /** Has no database. */
  private FlightwatchProcess door() throws Exception {
    return start(UserManagerHttpVerticle.class, "0", Map.of());
  }

  @Test
  void standByShouldTakeOverWhenTheOwnerIsKilledUnderLoad() throws Exception {
    // given
    FlightwatchProcess owner = owner(first).awaitReady();
    FlightwatchProcess standBy = owner("0");
    List<FlightwatchProcess> both = List.of(door(), door());
    standBy.awaitReady();
    List<URI> doors = List.of(address(both.get(0).awaitReady()), address(both.get(1).awaitReady()));

    // when
    FlightwatchProcess restarted;
    try (Load load =
        Load.begin(PER_SECOND, n -> Chaos.register(doors.get(n % doors.size()), "user-" + n))) {
      awaitWell(load, System.nanoTime());
      owner.kill();
      long killed = System.nanoTime();
      awaitWell(load, killed);
      restarted = owner(first);
      List<Sample> samples = load.end();

      // then
      checkGap(samples, killed);
      checkNothingLost(samples, doors);
      restarted.awaitReady();
    }

    // when the one that came back stands still until the others take it for dead, is let go on, and
    // the one that took over is killed
    restarted.hold();
    assertThat(Chaos.await(REUNION, () -> members(both.get(0)) == 3)).as("parted").isTrue();
    restarted.goOn();
    assertThat(Chaos.await(REUNION, () -> members(both.get(0)) == 4)).as("reunited").isTrue();
    standBy.kill();

    // then
    for (URI door : doors) {
      String name = "later-" + doors.indexOf(door);
      assertThat(Chaos.await(REUNION, () -> status(door, name) == 201))
          .as("the owner that came back answers")
          .isTrue();
    }
  }

  /** How many members there are, as one of them said last. */
  private static int members(FlightwatchProcess member) {
    String[] views = member.output().split("The cluster changed; members: ");
    return views[views.length - 1].lines().findFirst().orElse("").split(", ").length;
  }

  private static int status(URI door, String name) {
    return Chaos.register(door, name).join().status();
  }

  private static URI address(FlightwatchProcess door) {
    return door.door("user-manager http");
  }

  private static void awaitWell(Load load, long since) {
    assertThat(Chaos.await(TAKEOVER.multipliedBy(3), () -> isWell(load.answered(), since)))
        .as(() -> "well again: " + figures(load.answered()))
        .isTrue();
  }

  private static boolean isWell(List<Sample> answered, long since) {
    List<Sample> later = answered.stream().filter(sample -> sample.sentAfter(since)).toList();
    return later.size() >= IN_A_ROW
        && later.subList(later.size() - IN_A_ROW, later.size()).stream()
            .allMatch(sample -> sample.status() == 201);
  }

  private static void checkGap(List<Sample> samples, long killed) {
    List<Sample> refused = samples.stream().filter(sample -> sample.status() != 201).toList();
    assertThat(refused)
        .allSatisfy(
            sample -> {
              assertThat(sample.status()).as(String.valueOf(sample)).isEqualTo(503);
              assertThat(sample.reply().retryAfter()).isNotNull();
              assertThat(sample.millis()).isLessThan(AT_MOST.toMillis());
              if (sample.sentAfter(killed + GONE.toNanos())) {
                assertThat(sample.millis())
                    .as("not sent into the void")
                    .isLessThan(AT_ONCE.toMillis());
              }
            });
    long gap =
        refused.stream()
            .filter(sample -> sample.sentAfter(killed))
            .mapToLong(sample -> TimeUnit.NANOSECONDS.toMillis(sample.due() - killed))
            .max()
            .orElse(0);
    Chaos.print(
        "owner killed: %s; the last that was refused was sent %d ms after", figures(samples), gap);
    assertThat(gap).isLessThan(TAKEOVER.toMillis());
  }

  private static String figures(List<Sample> samples) {
    Map<String, Long> refused =
        samples.stream()
            .filter(sample -> sample.status() == 503)
            .collect(
                Collectors.groupingBy(
                    sample -> sample.reply().json().getString("code"), Collectors.counting()));
    return Load.figures(samples) + ", refused as " + refused;
  }

  private static void checkNothingLost(List<Sample> samples, List<URI> doors) {
    for (Sample sample : Load.withStatus(201, samples)) {
      Curl.Reply repeated =
          Chaos.register(doors.get(sample.number() % doors.size()), "user-" + sample.number())
              .join();
      assertThat(repeated.status()).as(repeated.text()).isEqualTo(201);
      assertThat(repeated.replayed()).isTrue();
    }
  }
}
