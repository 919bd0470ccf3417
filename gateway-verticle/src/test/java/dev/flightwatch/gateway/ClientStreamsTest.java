package dev.flightwatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bound on the streams that one client has open. */
@ExtendWith(VertxExtension.class)
class ClientStreamsTest {
  private static final int MAX = 2;
  private static final String ONE = "198.51.100.7";
  private static final String ANOTHER = "198.51.100.8";

  private StubService service;
  private Vertx vertx;

  private enum Ending {
    BY_CLIENT,
    BY_SERVICE
  }

  @BeforeEach
  void open(Vertx instance) throws Exception {
    vertx = instance;
    service = new StubService(vertx);
  }

  private int gateway() throws Exception {
    return gateway(service.port());
  }

  private int gateway(int dataCollector) throws Exception {
    return GatewayRig.of(dataCollector, dataCollector)
        .withClientStreams(MAX)
        .trusting("127.0.0.1")
        .open(vertx)
        .listener()
        .port();
  }

  private RawHttpClient stream(int port, String client) throws Exception {
    return RawHttpClient.connect(vertx, port)
        .send(
            "GET /api/stream?airports=LICC HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: %s\r\n\r\n"
                .formatted(client));
  }

  private void assertOpens(int port, String client) throws Exception {
    stream(port, client).awaitText(StubService.EVENT);
  }

  private void assertRefused(int port, String client) throws Exception {
    assertThat(stream(port, client).awaitText("too_many_streams"))
        .startsWith("HTTP/1.1 429")
        .containsIgnoringCase("\r\nRetry-After: 5\r\n");
  }

  @Test
  void streamShouldBeRefusedWhenItsClientHasTooManyOnAnyInstance() throws Exception {
    // given
    int port = gateway();
    int other = gateway();
    assertOpens(port, ONE);
    assertOpens(other, ONE);

    // then
    assertRefused(port, ONE);
    assertRefused(other, ONE);
    assertOpens(port, ANOTHER);
    assertThat(service.open()).hasSize(MAX + 1);
    assertThat(new HttpTestClient(vertx, port).get("/api/airports").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void streamShouldBeOpenedAgainAfterAnotherHasEnded(Ending ending) throws Exception {
    // given
    int port = gateway();
    RawHttpClient first = stream(port, ONE);
    first.awaitText(StubService.EVENT);
    assertOpens(port, ONE);

    // when
    if (ending == Ending.BY_CLIENT) {
      first.close();
      Wait.until(() -> service.left().size() == 1);
    } else {
      service.open().get(0).end();
      first.awaitText("0\r\n\r\n");
    }

    // then
    assertOpens(port, ONE);
    assertRefused(port, ONE);
  }

  @Test
  void streamsThatTheServiceDoesNotOpenShouldNotCount() throws Exception {
    int port = gateway(GatewayRig.closedPort());

    for (int i = 0; i <= MAX; i++) {
      assertThat(stream(port, ONE).awaitText("data_collector_unavailable"))
          .startsWith("HTTP/1.1 503");
    }
  }
}
