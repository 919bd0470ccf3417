package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.metrics.MeteredVertx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that stop reading a response larger than all buffers of the connection. */
class SlowClientTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final String GET = "GET /work HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final int LARGE_BYTES = 24 * 1024 * 1024;
  private static final Response LARGE =
      Response.bytes(200, Buffer.buffer(new byte[LARGE_BYTES])).withHeader("X-Large", "true");

  @RegisterExtension final LoggedWarnings logged = new LoggedWarnings();

  private final Vertx vertx = MeteredVertx.builder(new VertxOptions()).build();
  private final Vertx clientVertx = Vertx.vertx();
  private final AtomicInteger calls = new AtomicInteger();
  private final ThingsApi api =
      new ThingsApi(
          request -> {
            calls.incrementAndGet();
            return Future.succeededFuture(LARGE);
          });

  private RawHttpClient stalled;

  @AfterEach
  void close() throws Exception {
    stalled.resume();
    clientVertx.close().await(30, TimeUnit.SECONDS);
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  /** Sends requests without reading the responses, and waits until the first one is called. */
  private void stall(int port, String requests) throws Exception {
    stalled = RawHttpClient.connectStalled(clientVertx, port).send(requests);
    ThingsApi.awaitMetrics(vertx, metrics -> calls.get() > 0);
  }

  private void awaitDisconnected() throws Exception {
    ThingsApi.awaitMetrics(
        vertx, metrics -> metrics.contains("vertx_http_server_active_connections 0.0"));
  }

  @Test
  void serverShouldDisconnectAfterTheTimeoutWhenAClientStopsReading() throws Exception {
    // given
    int port = api.open(vertx, ThingsApi.limits(SHORT)).port();

    // when
    stall(port, GET);

    // then
    awaitDisconnected();
    stalled.resume();
    assertThat(stalled.awaitClose().length()).isLessThan(LARGE_BYTES);
    assertThat(logged.events).isEmpty();
  }

  @Test
  void serverShouldReleaseTheLimitOfConcurrentRequestsWhenAClientStopsReading() throws Exception {
    // given
    HttpLimits oneAtATime = new HttpLimits(65_536, Duration.ofSeconds(30), 1, 64);
    int port = api.open(vertx, oneAtATime).port();

    // when
    stall(port, GET);

    // then
    assertThat(new HttpTestClient(clientVertx, port).get("/things?code=LIRF&days=1").status())
        .isEqualTo(200);
    stalled.close();
  }

  @Test
  void serverShouldBufferTwoResponsesAtMostWhenAClientPipelinesWithoutReading() throws Exception {
    // given
    int port = api.open(vertx, ThingsApi.limits(SHORT)).port();

    // when
    stall(port, GET.repeat(1_000));

    // then
    awaitDisconnected();
    assertThat(calls).hasValueLessThanOrEqualTo(2);
  }

  @Test
  void closeShouldCompleteAfterTheGracePeriodWhenAClientStopsReading() throws Exception {
    // given
    HttpListener server = api.open(vertx);
    stall(server.port(), GET);

    // when
    server.close(SHORT).await(20, TimeUnit.SECONDS);

    // then
    awaitDisconnected();
    assertThat(logged.events).isEmpty();
  }
}
