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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ManagementServerTest {
  private static final HealthCheck POSTGRES =
      new HealthCheck("postgres", true, () -> Future.succeededFuture(JsonObject.of("open", 3)));
  private static final HealthCheck PEER = new HealthCheck("peer", false, Future::succeededFuture);
  private static final String FAILED = "The probe failed, or did not complete within a second.";

  private static ManagementServer open(Vertx vertx, HealthCheck... checks) throws Exception {
    return ManagementServer.open(vertx, "things", "127.0.0.1", 0, List.of(checks))
        .await(10, TimeUnit.SECONDS);
  }

  private static ManagementServer serve(Vertx vertx, HealthCheck... checks) throws Exception {
    ManagementServer server = open(vertx, checks);
    deployReadiness(vertx, server);
    return server;
  }

  private static String deployReadiness(Vertx vertx, ManagementServer server) throws Exception {
    return vertx.deployVerticle(server.readiness().verticle().get()).await(10, TimeUnit.SECONDS);
  }

  private static HttpTestClient.Reply ready(Vertx vertx, ManagementServer server) throws Exception {
    return new HttpTestClient(vertx, server.port()).get("/health/ready");
  }

  @Test
  void liveShouldBeUp(Vertx vertx) throws Exception {
    ManagementServer target = open(vertx);

    HttpTestClient.Reply reply = new HttpTestClient(vertx, target.port()).get("/health/live");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json()).isEqualTo(JsonObject.of("status", "UP"));
  }

  @Test
  void readyShouldListTheDependenciesWithTheirData(Vertx vertx) throws Exception {
    ManagementServer target = serve(vertx, POSTGRES, PEER);

    HttpTestClient.Reply reply = ready(vertx, target);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json())
        .isEqualTo(
            JsonObject.of(
                "status",
                "UP",
                "checks",
                JsonArray.of(
                    JsonObject.of(
                        "name",
                        "postgres",
                        "status",
                        "UP",
                        "required",
                        true,
                        "data",
                        JsonObject.of("open", 3)),
                    JsonObject.of("name", "peer", "status", "UP", "required", false))));
  }

  @Test
  void readyShouldBe503WithoutInternalsWhenARequiredDependencyFails(Vertx vertx) throws Exception {
    HealthCheck failing = failing("mongo", true, () -> Future.failedFuture("secret:27017"));
    ManagementServer target = serve(vertx, failing, PEER);

    HttpTestClient.Reply reply = ready(vertx, target);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.json().getString("status")).isEqualTo("DOWN");
    assertThat(reply.json().getJsonArray("checks").getJsonObject(0))
        .isEqualTo(
            JsonObject.of("name", "mongo", "status", "DOWN", "required", true, "reason", FAILED));
    assertThat(reply.body().toString()).doesNotContain("secret");
  }

  @Test
  void readyShouldBeDegradedWhenAnOptionalDependencyFails(Vertx vertx) throws Exception {
    ServiceException failure =
        ServiceException.of(ErrorKind.UNAVAILABLE, "unavailable", "It is unavailable.");
    ManagementServer target =
        serve(vertx, POSTGRES, failing("peer", false, () -> Future.failedFuture(failure)));

    HttpTestClient.Reply reply = ready(vertx, target);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getString("status")).isEqualTo("DEGRADED");
    assertThat(reply.json().getJsonArray("checks").getJsonObject(1).getString("reason"))
        .isEqualTo("It is unavailable.");
  }

  @Test
  void readyShouldBeDownWhenAProbeThrowsOrIsLate(Vertx vertx) throws Exception {
    ManagementServer target =
        serve(
            vertx,
            failing("late", true, () -> Promise.<JsonObject>promise().future()),
            failing(
                "broken",
                true,
                () -> {
                  throw new IllegalStateException("secret");
                }));

    HttpTestClient.Reply reply = ready(vertx, target);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.json().getJsonArray("checks"))
        .allSatisfy(
            check -> assertThat(((JsonObject) check).getString("reason")).isEqualTo(FAILED));
  }

  private static HealthCheck failing(
      String name, boolean required, Supplier<Future<JsonObject>> probe) {
    return new HealthCheck(name, required, probe);
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
    probed.future().await(10, TimeUnit.SECONDS);

    RawHttpClient second = RawHttpClient.connect(vertx, target.port()).send(get);

    assertThat(new HttpTestClient(vertx, target.port()).get("/health/live").status())
        .isEqualTo(200);
    slow.complete(new JsonObject());
    first.awaitText("200 OK");
    second.awaitText("200 OK");
    assertThat(rounds).hasValue(1);
  }

  @Test
  void readyShouldShowTheDataOfAnUnhealthyDependency(Vertx vertx) throws Exception {
    UnhealthyException failure =
        new UnhealthyException("The quota is used up.", JsonObject.of("left", 0));
    ManagementServer target =
        serve(vertx, failing("source", false, () -> Future.failedFuture(failure)));

    JsonObject entry = ready(vertx, target).json().getJsonArray("checks").getJsonObject(0);

    assertThat(entry.getString("reason")).isEqualTo("The quota is used up.");
    assertThat(entry.getJsonObject("data")).isEqualTo(JsonObject.of("left", 0));
  }

  @Test
  void peerShouldBeUpOnlyWhileItListens(Vertx vertx) throws Exception {
    NetServer peer =
        vertx
            .createNetServer()
            .connectHandler(socket -> {})
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    ManagementServer target =
        serve(
            vertx,
            HealthCheck.peer(vertx.createNetClient(), "peer", "127.0.0.1", peer.actualPort()));

    String before = ready(vertx, target).json().getString("status");
    peer.close().await(10, TimeUnit.SECONDS);
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
    vertx.undeploy(readiness).await(10, TimeUnit.SECONDS);
    HttpTestClient.Reply stopping = ready(vertx, target);

    assertThat(starting.status()).isEqualTo(503);
    assertThat(starting.json().getString("reason")).isEqualTo("starting");
    assertThat(serving.status()).isEqualTo(200);
    assertThat(stopping.status()).isEqualTo(503);
    assertThat(stopping.json().getString("reason")).isEqualTo("stopping");
  }

  @Test
  void readyShouldBe503AtOnceWhenStopping(Vertx vertx) throws Exception {
    ManagementServer target = serve(vertx, POSTGRES);

    target.stopServing();

    assertThat(ready(vertx, target).status()).isEqualTo(503);
    assertThat(ready(vertx, target).json().getString("reason")).isEqualTo("stopping");
    assertThat(new HttpTestClient(vertx, target.port()).get("/health/live").status())
        .isEqualTo(200);
    target.close(Duration.ofSeconds(5)).await(5, TimeUnit.SECONDS);
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
    assertThat(info.getString("version")).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(info.getString("commit")).matches("[0-9a-f]{40}(-dirty)?|unknown");
    assertThat(info.getString("built_at"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ|unknown");
  }

  @Test
  void otherPathsAndMethodsShouldBeProblems(Vertx vertx) throws Exception {
    ManagementServer target = open(vertx);
    HttpTestClient client = new HttpTestClient(vertx, target.port());

    HttpTestClient.Reply path = client.get("/");
    HttpTestClient.Reply method =
        client.send(HttpMethod.POST, "/health/live", Map.of(), Buffer.buffer("x"));

    assertThat(path.status()).isEqualTo(404);
    assertThat(path.json().getString("code")).isEqualTo("unknown_path");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("Allow")).isEqualTo("GET");
    for (String page : List.of("/metrics", "/info")) {
      HttpTestClient.Reply reply = client.send(HttpMethod.DELETE, page, Map.of(), Buffer.buffer());
      assertThat(reply.status()).isEqualTo(405);
      assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }
}
