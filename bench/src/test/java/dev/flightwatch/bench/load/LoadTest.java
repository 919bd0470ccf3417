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
class LoadTest {
  private static final Duration TIME = Duration.ofMillis(200);
  private static final long ANSWER_MILLIS = 20;

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  /** Asks a server that takes 20 ms for each answer. */
  private Load load(Vertx vertx, int lanes) throws Exception {
    int port =
        await(
                vertx
                    .createHttpServer()
                    .requestHandler(request -> answerLate(vertx, request))
                    .listen(0, "127.0.0.1"))
            .actualPort();
    return new Load(vertx, new HttpLanes(port, HttpRequests.get("/"), 200), lanes);
  }

  private void answerLate(Vertx vertx, HttpServerRequest request) {
    asked.incrementAndGet();
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    vertx.setTimer(
        ANSWER_MILLIS,
        id -> {
          atOnce.decrementAndGet();
          request.response().end("slow");
        });
  }

  @Test
  void closedLoopShouldCountEveryLaneWhenAnswersAreSlow(Vertx vertx) throws Exception {
    // When
    LoadResult result = await(load(vertx, 5).closed(TIME));

    // Then all but the answers that came after the end are counted
    assertThat(mostAtOnce).hasValue(5);
    assertThat(result.answers()).isBetween(asked.get() - 5L, (long) asked.get());
  }

  @Test
  void openLoopShouldAskAtItsRateWhenAnswersAreSlow(Vertx vertx) throws Exception {
    // When 100 a second are asked of what answers 50 a second on one lane
    LoadResult result = await(load(vertx, 1).open(100, TIME));

    // Then all are asked, and the last has waited for those before it
    assertThat(result.answers()).isEqualTo(20);
    assertThat(result.millisOf(1)).isGreaterThan(20 * ANSWER_MILLIS - TIME.toMillis());
  }

  @Test
  void openLoopShouldWaitForNobodyWhenLanesAreFree(Vertx vertx) throws Exception {
    // When
    LoadResult result = await(load(vertx, 20).open(100, TIME));

    // Then
    assertThat(result.answers()).isEqualTo(20);
    assertThat(mostAtOnce.get()).isGreaterThan(1);
  }

  @Test
  void loadShouldFailWhenTheServerEndsTheConnection(Vertx vertx) throws Exception {
    // Given
    int port =
        await(vertx.createNetServer().connectHandler(NetSocket::close).listen(0, "127.0.0.1"))
            .actualPort();
    HttpLanes lanes = new HttpLanes(port, HttpRequests.get("/"), 200);

    // When
    Future<LoadResult> result = new Load(vertx, lanes, 1).closed(Duration.ofMinutes(1));

    // Then
    assertThatThrownBy(() -> await(result)).isInstanceOf(ExecutionException.class);
  }

  @Test
  void loadShouldFailWhenNobodyListens(Vertx vertx) throws Exception {
    // Given
    Load load = load(vertx, 2);
    HttpLanes closed = new HttpLanes(1, HttpRequests.get("/"), 200);

    // When
    Future<LoadResult> result = new Load(vertx, closed, load.concurrency()).closed(TIME);

    // Then
    assertThatThrownBy(() -> await(result)).hasRootCauseInstanceOf(ConnectException.class);
  }
}
