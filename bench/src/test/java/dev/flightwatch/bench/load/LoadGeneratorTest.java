package dev.flightwatch.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LoadGeneratorTest {
  private static final Duration TIME = Duration.ofMillis(200);
  private static final long RESPONSE_MILLIS = 20;

  private final AtomicInteger received = new AtomicInteger();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger maxAtOnce = new AtomicInteger();

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** Returns a load on a server that takes 20 ms for each response. */
  private LoadGenerator load(Vertx vertx, int clients) throws Exception {
    int port =
        await(
                vertx
                    .createHttpServer()
                    .requestHandler(request -> respondLate(vertx, request))
                    .listen(0, "127.0.0.1"))
            .actualPort();
    return new LoadGenerator(vertx, new HttpLoadTarget(port, HttpRequests.get("/"), 200), clients);
  }

  private void respondLate(Vertx vertx, HttpServerRequest request) {
    received.incrementAndGet();
    maxAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    vertx.setTimer(
        RESPONSE_MILLIS,
        id -> {
          atOnce.decrementAndGet();
          request.response().end("slow");
        });
  }

  @Test
  void closedLoopShouldUseEveryClientWhenResponsesAreSlow(Vertx vertx) throws Exception {
    // When the load lasts longer than the first response of a server whose classes are not loaded
    LoadResult result = await(load(vertx, 5).closed(Duration.ofSeconds(2)));

    // Then all responses are counted except those after the end
    assertThat(maxAtOnce).hasValue(5);
    assertThat(result.responses()).isBetween(received.get() - 5L, (long) received.get());
  }

  @Test
  void openLoopShouldSendAtItsRateWhenResponsesAreSlow(Vertx vertx) throws Exception {
    // When 100 requests per second are sent to a server that serves 50 per second to one client
    LoadResult result = await(load(vertx, 1).open(100, TIME));

    // Then all are sent, and the last one has waited for the others
    assertThat(result.responses()).isEqualTo(20);
    assertThat(result.millisOf(1)).isGreaterThan(20 * RESPONSE_MILLIS - TIME.toMillis());
  }

  @Test
  void openLoopShouldNotWaitWhenClientsAreFree(Vertx vertx) throws Exception {
    // When
    LoadResult result = await(load(vertx, 20).open(100, TIME));

    // Then
    assertThat(result.responses()).isEqualTo(20);
    assertThat(maxAtOnce.get()).isGreaterThan(1);
  }

  @Test
  void loadShouldFailWhenTheServerClosesTheConnection(Vertx vertx) throws Exception {
    // Given
    int port =
        await(vertx.createNetServer().connectHandler(NetSocket::close).listen(0, "127.0.0.1"))
            .actualPort();
    HttpLoadTarget target = new HttpLoadTarget(port, HttpRequests.get("/"), 200);

    // When
    Future<LoadResult> result = new LoadGenerator(vertx, target, 1).closed(Duration.ofMinutes(1));

    // Then
    assertThatThrownBy(() -> await(result)).isInstanceOf(ExecutionException.class);
  }

  @Test
  void loadShouldFailWhenNoServerListens(Vertx vertx) throws Exception {
    // Given
    LoadGenerator load = load(vertx, 2);
    HttpLoadTarget closed = new HttpLoadTarget(1, HttpRequests.get("/"), 200);

    // When
    Future<LoadResult> result = new LoadGenerator(vertx, closed, load.concurrency()).closed(TIME);

    // Then
    assertThatThrownBy(() -> await(result)).hasRootCauseInstanceOf(ConnectException.class);
  }
}
