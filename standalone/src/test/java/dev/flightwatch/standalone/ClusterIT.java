package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.postgres.EmbeddedPostgresServer;
import dev.flightwatch.standalone.SteadyLoad.TimedRequest;
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

/** Two REST APIs, a user service and its standby, each in its own JVM, in one cluster. */
class ClusterIT {
  private static final double PER_SECOND = 6;
  private static final Duration TAKEOVER_LIMIT = Duration.ofSeconds(30);
  private static final Duration MEMBERSHIP_TIMEOUT = Duration.ofSeconds(30);

  /** After this time the sockets of the killed process are closed. */
  private static final Duration SOCKETS_CLOSED = Duration.ofSeconds(1);

  /** From then on no request waits for the timeout of its command, which is 25 s. */
  private static final Duration RESPONSE_LIMIT = Duration.ofSeconds(20);

  /** The service is healthy again after this many successes in a row, through both APIs. */
  private static final int SUCCESSES_IN_A_ROW = 10;

  private final EmbeddedPostgresServer postgres = EmbeddedPostgresServer.startEphemeral();
  private final List<FlightwatchProcess> members = new ArrayList<>();
  private String first;

  @BeforeEach
  void reservePortOfFirstMember() throws Exception {
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
    environment.put("CLUSTER_MEMBERS", "127.0.0.1:" + first);
    FlightwatchProcess member = FlightwatchProcess.startMember(verticle, environment);
    members.add(member);
    return member;
  }

  private FlightwatchProcess userService(String port) throws Exception {
    return start(
        UserServiceVerticle.class,
        port,
        Map.of("DATABASE_URL", postgres.url(), "HASH_WAIT_SECONDS", "4"));
  }

  /** Starts a REST API, which needs no database. */
  private FlightwatchProcess restApi() throws Exception {
    return start(UserManagerHttpVerticle.class, "0", Map.of());
  }

  @Test
  void standbyShouldTakeOverWhenServiceIsKilledUnderLoad() throws Exception {
    // given
    FlightwatchProcess active = userService(first).awaitReady();
    FlightwatchProcess standby = userService("0");
    List<FlightwatchProcess> both = List.of(restApi(), restApi());
    standby.awaitReady();
    List<URI> apis = List.of(address(both.get(0).awaitReady()), address(both.get(1).awaitReady()));

    // when
    FlightwatchProcess restarted;
    try (SteadyLoad load =
        SteadyLoad.begin(
            PER_SECOND, n -> ChaosRun.register(apis.get(n % apis.size()), "user-" + n))) {
      awaitHealthy(load, System.nanoTime());
      active.kill();
      long killed = System.nanoTime();
      awaitHealthy(load, killed);
      restarted = userService(first);
      List<TimedRequest> requests = load.end();

      // then
      checkGap(requests, killed);
      checkNothingLost(requests, apis);
      restarted.awaitReady();
    }

    // when the restarted service is suspended until the others remove it from the cluster, resumes,
    // and the standby that took over is killed
    restarted.suspend();
    assertThat(ChaosRun.await(MEMBERSHIP_TIMEOUT, () -> members(both.get(0)) == 3))
        .as("member removed")
        .isTrue();
    restarted.resume();
    assertThat(ChaosRun.await(MEMBERSHIP_TIMEOUT, () -> members(both.get(0)) == 4))
        .as("member rejoined")
        .isTrue();
    standby.kill();

    // then
    for (URI api : apis) {
      String name = "later-" + apis.indexOf(api);
      assertThat(ChaosRun.await(MEMBERSHIP_TIMEOUT, () -> status(api, name) == 201))
          .as("the restarted service responds")
          .isTrue();
    }
  }

  /** Returns the number of members that a member has logged last. */
  private static int members(FlightwatchProcess member) {
    String[] views = member.output().split("The cluster changed; members: ");
    return views[views.length - 1].lines().findFirst().orElse("").split(", ").length;
  }

  private static int status(URI api, String name) {
    return ChaosRun.register(api, name).join().status();
  }

  private static URI address(FlightwatchProcess api) {
    return api.server("user-manager http");
  }

  private static void awaitHealthy(SteadyLoad load, long since) {
    assertThat(ChaosRun.await(TAKEOVER_LIMIT, () -> isHealthy(load.completed(), since)))
        .as(() -> "healthy again: " + summary(load.completed()))
        .isTrue();
  }

  private static boolean isHealthy(List<TimedRequest> completed, long since) {
    List<TimedRequest> later =
        completed.stream().filter(request -> request.sentAfter(since)).toList();
    return later.size() >= SUCCESSES_IN_A_ROW
        && later.subList(later.size() - SUCCESSES_IN_A_ROW, later.size()).stream()
            .allMatch(request -> request.status() == 201);
  }

  private static void checkGap(List<TimedRequest> requests, long killed) {
    List<TimedRequest> rejected =
        requests.stream().filter(request -> request.status() != 201).toList();
    assertThat(rejected)
        .allSatisfy(
            request -> {
              assertThat(request.status()).as(String.valueOf(request)).isEqualTo(503);
              assertThat(request.reply().retryAfter()).isNotNull();
              if (request.sentAfter(killed + SOCKETS_CLOSED.toNanos())) {
                assertThat(request.millis())
                    .as("not sent to the killed process")
                    .isLessThan(RESPONSE_LIMIT.toMillis());
              }
            });
    long gap =
        rejected.stream()
            .filter(request -> request.sentAfter(killed))
            .mapToLong(request -> TimeUnit.NANOSECONDS.toMillis(request.due() - killed))
            .max()
            .orElse(0);
    ChaosRun.print(
        "service killed: %s; the last rejected request was sent %d ms later",
        summary(requests), gap);
  }

  private static String summary(List<TimedRequest> requests) {
    Map<String, Long> rejected =
        requests.stream()
            .filter(request -> request.status() == 503)
            .collect(
                Collectors.groupingBy(
                    request -> request.reply().json().getString("code"), Collectors.counting()));
    return SteadyLoad.summary(requests) + ", rejected with " + rejected;
  }

  private static void checkNothingLost(List<TimedRequest> requests, List<URI> apis) {
    for (TimedRequest request : SteadyLoad.withStatus(201, requests)) {
      ChaosRun.assertReplayed(apis.get(request.number() % apis.size()), "user-" + request.number());
    }
  }
}
