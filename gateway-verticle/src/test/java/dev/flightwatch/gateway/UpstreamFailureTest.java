package dev.flightwatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.gateway.proxy.UpstreamOptions;
import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.HttpTestClient.Reply;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Services that are unavailable, slow or busy, and clients that are slow or busy. */
@ExtendWith(VertxExtension.class)
class UpstreamFailureTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final UpstreamOptions SMALL =
      new UpstreamOptions(1, 1, 1, 65_536, SHORT, SHORT, SHORT);

  private static void assertUnavailable(Reply reply, String code, String retryAfter) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.json().getString("code")).isEqualTo(code);
    assertThat(reply.json().getString("correlation_id"))
        .isEqualTo(reply.header("X-Correlation-Id"));
    assertThat(reply.header("Retry-After")).isEqualTo(retryAfter);
  }

  @Test
  void gatewayShouldRespondWith503WhenAServiceCannotBeReached(Vertx vertx) throws Exception {
    StubService service = new StubService(vertx);
    int port = GatewayRig.of(GatewayRig.closedPort(), service.port()).open(vertx).listener().port();
    HttpTestClient client = new HttpTestClient(vertx, port);

    assertUnavailable(client.get("/api/sessions/current"), "user_manager_unavailable", "5");
    assertUnavailable(client.get("/api/user-manager.yaml"), "user_manager_unavailable", "5");
    assertThat(client.get("/api/airports").status()).isEqualTo(200);
    assertThat(Meters.of(vertx).text())
        .contains(
            "flightwatch_gateway_requests_total{outcome=\"unavailable\",upstream=\"user_manager\"} 2",
            "flightwatch_gateway_requests_total{outcome=\"forwarded\",upstream=\"data_collector\"} 1");
  }

  @Test
  void gatewayShouldRespondWith503WhenAServiceClosesTheConnection(Vertx vertx) throws Exception {
    NetServer closing =
        vertx
            .createNetServer()
            .connectHandler(socket -> socket.handler(bytes -> socket.close()))
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
    GatewayRig rig = GatewayRig.of(GatewayRig.closedPort(), closing.actualPort());

    assertUnavailable(
        new HttpTestClient(vertx, rig.open(vertx).listener().port()).get("/api/flights/last"),
        "data_collector_unavailable",
        "5");
  }

  @Test
  void gatewayShouldRespondWith503WhenAServiceDoesNotRespondInTime(Vertx vertx) throws Exception {
    StubService service = new StubService(vertx);
    GatewayRig rig = GatewayRig.of(GatewayRig.closedPort(), service.port()).withUpstream(SMALL);

    assertUnavailable(
        new HttpTestClient(vertx, rig.open(vertx).listener().port()).get("/api/flights/held"),
        "data_collector_timeout",
        "5");
  }

  @Test
  void gatewayShouldRespondWith503WhenItsQueueIsFull(Vertx vertx) throws Exception {
    // given
    StubService service = new StubService(vertx);
    UpstreamOptions patient =
        new UpstreamOptions(1, 1, 1, 65_536, SHORT, Duration.ofSeconds(9), Duration.ofSeconds(9));
    GatewayRig rig = GatewayRig.of(GatewayRig.closedPort(), service.port()).withUpstream(patient);
    int port = rig.open(vertx).listener().port();
    RawHttpClient running = RawHttpClient.connect(vertx, port);
    RawHttpClient waiting = RawHttpClient.connect(vertx, port);
    String held = "GET /api/flights/held HTTP/1.1\r\nHost: x\r\n\r\n";
    running.send(held);
    Wait.until(() -> service.open().size() == 1);
    waiting.send(held);

    // when
    HttpTestClient client = new HttpTestClient(vertx, port);
    Wait.until(() -> client.get("/api/flights/last").status() == 503);

    // then
    assertUnavailable(client.get("/api/flights/last"), "overloaded", "1");
    assertThat(client.get("/").status()).isEqualTo(200);
    service.open().get(0).end();
    assertThat(running.awaitText("\r\n\r\n")).startsWith("HTTP/1.1 200");
    Wait.until(() -> service.open().size() == 2);
    service.open().get(1).end();
    assertThat(waiting.awaitText("\r\n\r\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  void callShouldEndWhenTheClientLeaves(Vertx vertx) throws Exception {
    StubService service = new StubService(vertx);
    int port = GatewayRig.of(GatewayRig.closedPort(), service.port()).open(vertx).listener().port();
    RawHttpClient client =
        RawHttpClient.connect(vertx, port)
            .send("GET /api/flights/held HTTP/1.1\r\nHost: x\r\n\r\n");
    Wait.until(() -> service.open().size() == 1);

    client.close();

    Wait.until(() -> service.left().size() == 1);
    Wait.until(
        () ->
            Meters.of(vertx)
                .text()
                .contains("outcome=\"abandoned\",upstream=\"data_collector\"} 1"));
  }

  @Test
  void clientShouldBeDisconnectedWhenItDoesNotReadTheResponse(Vertx vertx) throws Exception {
    StubService service = new StubService(vertx);
    GatewayRig rig =
        GatewayRig.of(GatewayRig.closedPort(), service.port()).withRequestTimeout(SHORT);
    RawHttpClient client =
        RawHttpClient.connectStalled(vertx, rig.open(vertx).listener().port())
            .send("GET /api/flights/large HTTP/1.1\r\nHost: x\r\n\r\n");

    Wait.until(() -> service.left().size() == 1);

    client.resume();
    client.awaitClose();
  }

  @Test
  void clientShouldGet429WhenItMakesTooManyRequests(Vertx vertx) throws Exception {
    // given
    StubService service = new StubService(vertx);
    GatewayRig rig =
        GatewayRig.of(GatewayRig.closedPort(), service.port())
            .withClientRequests(1)
            .trusting("127.0.0.1");
    HttpTestClient client = new HttpTestClient(vertx, rig.open(vertx).listener().port());
    client.get("/api/airports");
    client.get("/");

    // when
    Reply refused = client.get("/api/airports");

    // then
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().getString("code")).isEqualTo("too_many_requests");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(service.targets()).hasSize(1);
    assertThat(client.get("/", java.util.Map.of("X-Forwarded-For", "2001:db8::1")).status())
        .isEqualTo(200);
    assertThat(client.get("/", java.util.Map.of("X-Forwarded-For", "2001:db8::2")).status())
        .isEqualTo(200);
    assertThat(client.get("/", java.util.Map.of("X-Forwarded-For", "2001:db8::3")).status())
        .isEqualTo(429);
  }
}
