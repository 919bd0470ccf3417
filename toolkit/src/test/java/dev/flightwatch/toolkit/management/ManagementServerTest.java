package dev.flightwatch.toolkit.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(VertxExtension.class)
class ManagementServerTest {
  private static final HealthCheck POSTGRES =
      new HealthCheck("postgres", true, () -> Future.succeededFuture(JsonObject.of("open", 3)));
  private static final HealthCheck PEER = new HealthCheck("peer", false, Future::succeededFuture);
  private static final String FAILED = "\"The probe failed, or did not complete within a second.\"";

  private static ManagementServer open(Vertx vertx, HealthCheck... checks) throws Exception {
    return ManagementServer.open(vertx, "things", "127.0.0.1", 0, List.of(checks))
        .await(30, TimeUnit.SECONDS);
  }

  private static ManagementServer serve(Vertx vertx, HealthCheck... checks) throws Exception {
    ManagementServer server = open(vertx, checks);
    deployReadiness(vertx, server);
    return server;
  }

  private static String deployReadiness(Vertx vertx, ManagementServer server) throws Exception {
    return vertx.deployVerticle(server.readiness().verticle().get()).await(30, TimeUnit.SECONDS);
  }

  private static HttpTestClient.Reply ready(Vertx vertx, ManagementServer server) throws Exception {
    return new HttpTestClient(vertx, server.port()).get("/health/ready");
  }

  @Test
  void readyShouldListTheDependenciesWithTheirData(Vertx vertx) throws Exception {
    HttpTestClient.Reply reply = ready(vertx, serve(vertx, POSTGRES, PEER));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().toString())
        .isEqualTo(
            "{\"status\":\"UP\",\"checks\":["
                + "{\"name\":\"postgres\",\"status\":\"UP\",\"required\":true,\"data\":{\"open\":3}},"
                + "{\"name\":\"peer\",\"status\":\"UP\",\"required\":false}]}");
  }

  static Stream<Arguments> failures() {
    ServiceException unavailable =
        ServiceException.of(ErrorKind.UNAVAILABLE, "unavailable", "It is unavailable.");
    UnhealthyException unhealthy = new UnhealthyException("It is full.", JsonObject.of("left", 0));
    return Stream.of(
        failure(true, () -> Future.failedFuture("secret"), FAILED),
        failure(false, () -> Future.failedFuture(unavailable), "\"It is unavailable.\""),
        failure(
            false, () -> Future.failedFuture(unhealthy), "\"It is full.\",\"data\":{\"left\":0}"),
        failure(true, () -> Promise.<JsonObject>promise().future(), FAILED),
        failure(
            true,
            () -> {
              throw new IllegalStateException("secret");
            },
            FAILED));
  }

  private static Arguments failure(
      boolean required, Supplier<Future<JsonObject>> probe, String reason) {
    return Arguments.of(new HealthCheck("mongo", required, probe), reason);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void readyShouldShowAnUnhealthyDependencyWithoutInternals(
      HealthCheck check, String reason, Vertx vertx) throws Exception {
    boolean required = check.required();
    ManagementServer target = serve(vertx, PEER, check);

    HttpTestClient.Reply reply = ready(vertx, target);

    assertThat(reply.status()).isEqualTo(required ? 503 : 200);
    assertThat(reply.json().getString("status")).isEqualTo(required ? "DOWN" : "DEGRADED");
    assertThat(reply.body().toString())
        .endsWith("\"required\":" + required + ",\"reason\":" + reason + "}]}");
  }

  @Test
  void readyShouldRunOneRoundOfProbesAtATime(Vertx vertx) throws Exception {
    AtomicInteger rounds = new AtomicInteger();
    Promise<Void> probed = Promise.promise();
    Promise<JsonObject> slow = Promise.promise();
    ManagementServer target =
        serve(
            vertx,
            new HealthCheck(
                "slow",
                true,
                () -> {
                  rounds.incrementAndGet();
                  probed.tryComplete();
                  return slow.future();
                }));
    String get = "GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n";
    RawHttpClient first = RawHttpClient.connect(vertx, target.port()).send(get);
    probed.future().await(30, TimeUnit.SECONDS);

    RawHttpClient second = RawHttpClient.connect(vertx, target.port()).send(get);

    assertThat(new HttpTestClient(vertx, target.port()).get("/health/live").status())
        .isEqualTo(200);
    slow.complete(new JsonObject());
    first.awaitText("200 OK");
    second.awaitText("200 OK");
    assertThat(rounds).hasValue(1);
  }

  @Test
  void peerShouldBeUpOnlyWhileItListens(Vertx vertx) throws Exception {
    NetServer peer =
        vertx
            .createNetServer()
            .connectHandler(socket -> {})
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
    ManagementServer target =
        serve(vertx, HealthCheck.peer(vertx, "peer", "127.0.0.1", peer.actualPort()));

    String before = ready(vertx, target).json().getString("status");
    peer.close().await(30, TimeUnit.SECONDS);
    String after = ready(vertx, target).json().getString("status");

    assertThat(before).isEqualTo("UP");
    assertThat(after).isEqualTo("DEGRADED");
  }

  @Test
  void readyShouldFollowTheDeploymentOfItsReadiness(Vertx vertx) throws Exception {
    ManagementServer target = open(vertx, POSTGRES);

    HttpTestClient.Reply starting = ready(vertx, target);
    String readiness = deployReadiness(vertx, target);
    HttpTestClient.Reply serving = ready(vertx, target);
    vertx.undeploy(readiness).await(30, TimeUnit.SECONDS);
    HttpTestClient.Reply stopping = ready(vertx, target);
    HttpTestClient.Reply live = new HttpTestClient(vertx, target.port()).get("/health/live");

    assertThat(starting.status()).isEqualTo(503);
    assertThat(starting.json().getString("reason")).isEqualTo("starting");
    assertThat(serving.status()).isEqualTo(200);
    assertThat(stopping.status()).isEqualTo(503);
    assertThat(stopping.json().getString("reason")).isEqualTo("stopping");
    assertThat(live.status()).isEqualTo(200);
    assertThat(live.json()).isEqualTo(JsonObject.of("status", "UP"));
    target.close(Duration.ofSeconds(1)).await(30, TimeUnit.SECONDS);
  }

  @Test
  void metricsShouldShowTheHealthOfDependencies(Vertx vertx) throws Exception {
    // given
    AtomicInteger fails = new AtomicInteger();
    HealthCheck database =
        new HealthCheck(
            "postgres",
            true,
            () -> fails.get() == 0 ? Future.succeededFuture() : Future.failedFuture("unavailable"));
    ManagementServer target = open(vertx, database, PEER);
    HttpTestClient client = new HttpTestClient(vertx, target.port());

    // when
    String starting = client.get("/metrics").body().toString();
    deployReadiness(vertx, target);
    HttpTestClient.Reply serving = client.get("/metrics");
    fails.set(1);
    String unavailable = client.get("/metrics").body().toString();

    // then
    assertThat(serving.status()).isEqualTo(200);
    assertThat(serving.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(starting.lines()).contains("service_ready{service=\"things\"} 0.0");
    assertThat(serving.body().toString().lines())
        .contains(
            "service_ready{service=\"things\"} 1.0",
            "service_dependency_up{dependency=\"postgres\",service=\"things\"} 1.0",
            "service_dependency_up{dependency=\"peer\",service=\"things\"} 1.0")
        .anyMatch(line -> line.startsWith("service_build_info{commit=\""));
    assertThat(unavailable.lines())
        .contains(
            "service_ready{service=\"things\"} 0.0",
            "service_dependency_up{dependency=\"postgres\",service=\"things\"} 0.0");
  }

  @Test
  void infoShouldDescribeTheBuild(Vertx vertx) throws Exception {
    // given
    ManagementServer target = open(vertx);

    // when
    JsonObject info = new HttpTestClient(vertx, target.port()).get("/info").json();

    // then
    assertThat(info.fieldNames()).containsExactly("service", "version", "commit", "built_at");
    assertThat(info.getString("service")).isEqualTo("things");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 404, , unknown_path",
    "POST, /health/live, 405, GET, method_not_allowed",
    "DELETE, /metrics, 405, GET, method_not_allowed"
  })
  void otherPathsAndMethodsShouldBeProblems(
      String method, String path, int status, String allowed, String code, Vertx vertx)
      throws Exception {
    HttpTestClient client = new HttpTestClient(vertx, open(vertx).port());

    HttpTestClient.Reply reply =
        client.send(HttpMethod.valueOf(method), path, Map.of(), Buffer.buffer("x"));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Allow")).isEqualTo(allowed);
    assertThat(reply.json().getString("code")).isEqualTo(code);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }
}
