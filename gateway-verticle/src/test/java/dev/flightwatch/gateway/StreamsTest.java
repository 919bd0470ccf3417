package dev.flightwatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.gateway.config.GatewaySettings;
import dev.flightwatch.gateway.proxy.UpstreamOptions;
import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class StreamsTest {
  private static final int STREAMS = 500;
  private static final int REQUESTS = 20;
  private static final String GET = "GET /api/stream?airports=LICC HTTP/1.1\r\nHost: x\r\n";

  private StubService service;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    service = new StubService(vertx);
  }

  private GatewayRig rig() {
    return GatewayRig.of(service.port(), service.port());
  }

  private List<RawHttpClient> openStreams(Vertx vertx, int port, int count) throws Exception {
    List<RawHttpClient> streams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      streams.add(RawHttpClient.connect(vertx, port).send(GET + "\r\n"));
    }
    for (RawHttpClient stream : streams) {
      stream.awaitText(StubService.EVENT);
    }
    return streams;
  }

  @Test
  void requestsShouldGoOnWhileStreamsAreOpen(Vertx vertx) throws Exception {
    // given
    int port = rig().open(vertx).listener().port();
    HttpTestClient client = new HttpTestClient(vertx, port);

    // when
    List<RawHttpClient> streams = openStreams(vertx, port, STREAMS);

    // then
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(client.get("/api/airports").status()).isEqualTo(200);
    }
    assertThat(service.open()).hasSize(STREAMS);
    service.open().forEach(stream -> stream.write("event: next\ndata: {}\n\n"));
    for (RawHttpClient stream : streams) {
      assertThat(stream.awaitText("event: next"))
          .contains("text/event-stream", "transfer-encoding: chunked")
          .doesNotContainIgnoringCase("content-encoding");
    }
  }

  @Test
  void streamsShouldTakeNoConnectionFromRequests(Vertx vertx) throws Exception {
    Duration limit = Duration.ofSeconds(30);
    UpstreamOptions small = new UpstreamOptions(1, 0, 3, 65_536, limit, limit, limit);
    int port = rig().withUpstream(small).open(vertx).listener().port();

    openStreams(vertx, port, 3);

    HttpTestClient client = new HttpTestClient(vertx, port);
    assertThat(client.get("/api/airports").status()).isEqualTo(200);
    assertThat(client.get("/api/stream").json().getString("code")).isEqualTo("overloaded");
  }

  @Test
  void streamShouldEndAtTheServiceWhenTheClientLeaves(Vertx vertx) throws Exception {
    int port = rig().open(vertx).listener().port();
    RawHttpClient client = openStreams(vertx, port, 1).get(0);

    client.close();

    Wait.until(() -> service.left().size() == 1);
  }

  @Test
  void streamShouldEndAtTheClientWhenTheServiceEndsIt(Vertx vertx) throws Exception {
    int port = rig().open(vertx).listener().port();
    RawHttpClient client = openStreams(vertx, port, 1).get(0);

    service.open().get(0).end();

    assertThat(client.awaitText("0\r\n\r\n")).contains(StubService.EVENT);
  }

  @Test
  void stopShouldEndStreamsAndWaitForRequests(Vertx vertx) throws Exception {
    // given
    Gateway gateway = rig().open(vertx);
    int port = gateway.listener().port();
    RawHttpClient client = openStreams(vertx, port, 1).get(0);
    RawHttpClient running =
        RawHttpClient.connect(vertx, port)
            .send("GET /api/flights/held HTTP/1.1\r\nHost: x\r\n\r\n");
    Wait.until(() -> service.open().size() == 2);

    Config config = GatewaySettings.load(new JsonObject());

    // when
    Future<Void> closed =
        Future.future(promise -> vertx.runOnContext(v -> gateway.stop(config).onComplete(promise)));

    // then
    assertThat(client.awaitText("0\r\n\r\n")).contains(StubService.EVENT);
    Wait.until(() -> service.left().size() == 1);
    client.awaitClose();
    service.open().get(1).end();
    assertThat(running.awaitClose())
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("connection: close");
    closed.await(30, TimeUnit.SECONDS);
  }

  @Test
  void streamShouldBeRefusedWhenTheClientKnowsNoChunks(Vertx vertx) throws Exception {
    int port = rig().open(vertx).listener().port();

    String response =
        RawHttpClient.connect(vertx, port).send("GET /api/stream HTTP/1.0\r\n\r\n").awaitClose();

    assertThat(response).contains(" 400 ", "unsupported_http_version");
    Wait.until(() -> service.left().size() == 1);
  }
}
