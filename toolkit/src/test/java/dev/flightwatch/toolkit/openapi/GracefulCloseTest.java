package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.http.EventStream;
import dev.flightwatch.toolkit.http.EventStreamResponse;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.http.ServerSentEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class GracefulCloseTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String GET = "GET /work HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String READ = "GET /things?code=LIRF&days=1 HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String CLOSE = "connection: close";

  @Test
  void drainShouldGoOnServingAndAnnounceTheEndOfEachConnection(Vertx vertx) throws Exception {
    // given
    Promise<Response> slow = Promise.promise();
    Promise<Void> called = Promise.promise();
    HttpListener server = ThingsApi.waiting(called, slow.future()).open(vertx);
    RawHttpClient kept = RawHttpClient.connect(vertx, server.port()).send(READ);
    RawHttpClient idle = RawHttpClient.connect(vertx, server.port()).send(READ);
    assertThat(kept.awaitText("}") + idle.awaitText("}")).doesNotContainIgnoringCase("connection:");
    RawHttpClient busy = RawHttpClient.connect(vertx, server.port()).send(GET);
    called.future().await(10, TimeUnit.SECONDS);

    // when
    server.drain(Duration.ofMillis(1)).await(10, TimeUnit.SECONDS);

    // then
    assertThat(kept.send(READ).awaitClose()).containsOnlyOnce(CLOSE).endsWith("}");
    RawHttpClient late = RawHttpClient.connect(vertx, server.port()).send(READ);
    assertThat(late.awaitClose()).startsWith("HTTP/1.1 200").contains(CLOSE);

    // when
    Future<Void> closed = server.close(LONG);

    // then
    assertThat(idle.awaitClose()).doesNotContain(CLOSE);
    assertThat(closed.isComplete()).isFalse();
    slow.complete(Response.json(200, JsonObject.of("done", true)));
    assertThat(busy.awaitClose()).startsWith("HTTP/1.1 200").contains("{\"done\":true}", CLOSE);
    closed.await(10, TimeUnit.SECONDS);
  }

  @Test
  void drainShouldTakeItsWholeTimeWhenNoConnectionIsOpen(Vertx vertx) throws Exception {
    HttpListener server = ThingsApi.echoing().open(vertx);
    Duration delay = Duration.ofMillis(1_500);
    long begin = System.nanoTime();

    server.drain(delay).await(30, TimeUnit.SECONDS);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(delay);
    assertThat(RawHttpClient.connect(vertx, server.port()).send(READ).awaitClose())
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void eventStreamsShouldGoOnUntilTheServerCloses(Vertx vertx) throws Exception {
    // given
    Queue<EventStream> opened = new ConcurrentLinkedQueue<>();
    ThingsApi api =
        new ThingsApi(
            request ->
                Future.succeededFuture(
                    new EventStreamResponse(
                        stream -> {
                          opened.add(stream);
                          return () -> {};
                        })));
    HttpListener server = api.open(vertx);
    RawHttpClient first = RawHttpClient.connect(vertx, server.port()).send(GET);
    first.awaitText("retry");

    // when
    server.drain(Duration.ZERO).await(10, TimeUnit.SECONDS);
    RawHttpClient late = RawHttpClient.connect(vertx, server.port()).send(GET);
    late.awaitText("retry");
    opened.forEach(stream -> stream.send(ServerSentEvent.of("thing", "one", new JsonObject())));

    // then
    first.awaitText("event: thing");
    assertThat(late.awaitText("event: thing")).startsWith("HTTP/1.1 200").contains(CLOSE);
    server.close(LONG).await(20, TimeUnit.SECONDS);
    assertThat(first.awaitClose()).endsWith("\r\n0\r\n\r\n");
    assertThat(late.awaitClose()).endsWith("\r\n0\r\n\r\n");
  }

  @Test
  void closeShouldRefuseAnEventStreamThatAnEarlierRequestOpensLate(Vertx vertx) throws Exception {
    Promise<EventStreamResponse> late = Promise.promise();
    Promise<Void> called = Promise.promise();
    ThingsApi api =
        new ThingsApi(
            request -> {
              called.complete();
              return late.future();
            });
    HttpListener server = api.open(vertx);
    RawHttpClient idle = RawHttpClient.connect(vertx, server.port()).send(READ);
    idle.awaitText("}");
    RawHttpClient client = RawHttpClient.connect(vertx, server.port()).send(GET);
    called.future().await(10, TimeUnit.SECONDS);

    Future<Void> closed = server.close(LONG);
    idle.awaitClose();
    late.complete(new EventStreamResponse(stream -> () -> {}));

    assertThat(client.awaitClose()).contains("HTTP/1.1 503", "stopping", CLOSE);
    closed.await(20, TimeUnit.SECONDS);
  }

  @Test
  void closeShouldRefuseConnections(Vertx vertx) throws Exception {
    HttpListener server = ThingsApi.echoing().open(vertx);

    server.close(LONG).await(20, TimeUnit.SECONDS);

    assertThat(responseOfClosed(vertx, server.port())).isEmpty();
  }

  /** The JDK may release a closed port a moment later; until then it accepts, and resets. */
  private static String responseOfClosed(Vertx vertx, int port) throws Exception {
    try {
      return RawHttpClient.connect(vertx, port).send(GET).awaitClose();
    } catch (Exception refused) {
      assertThat(refused).isInstanceOf(ConnectException.class);
      return "";
    }
  }

  @Test
  void closeShouldCompleteAfterTheGracePeriodWhenARequestDoesNotEnd(Vertx vertx) throws Exception {
    Promise<Void> called = Promise.promise();
    HttpListener server =
        ThingsApi.waiting(called, Promise.<Response>promise().future()).open(vertx);
    RawHttpClient stuck = RawHttpClient.connect(vertx, server.port()).send(GET);
    called.future().await(10, TimeUnit.SECONDS);

    server.close(Duration.ofMillis(300)).await(5, TimeUnit.SECONDS);

    assertThat(stuck.awaitClose()).isEmpty();
  }
}
