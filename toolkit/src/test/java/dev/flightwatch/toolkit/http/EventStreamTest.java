package dev.flightwatch.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.EventStreamClient;
import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.HttpTestClient.Reply;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Event streams of a real server. */
class EventStreamTest {
  private static final int MAX_STREAMS = 3;
  private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(7);
  private static final String HEARTBEAT = "event: heartbeat\ndata: {\"interval_seconds\":7}";
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Timers of the server run every 250 ms. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** More than a connection holds when the buffer of its receiver has a small fixed size. */
  private static final int LARGE_BYTES = 8 * 1024 * 1024;

  private static final HttpClientOptions SMALL_BUFFER =
      new HttpClientOptions().setReceiveBufferSize(65_536);

  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  private final Vertx vertx = Vertx.vertx();
  private final Vertx clientVertx = Vertx.vertx();
  private final HttpClient http = EventStreamClient.http(clientVertx);
  private final SettableClock clock = new SettableClock("2026-03-10T12:00:00Z");
  private final BlockingQueue<EventStream> opened = new LinkedBlockingQueue<>();
  private final AtomicInteger ended = new AtomicInteger();
  private final Context context = vertx.getOrCreateContext();
  private HttpListener listener;

  private void open(Duration requestTimeout) throws Exception {
    HttpLimits limits =
        new HttpLimits(1_024, requestTimeout, 8, 64, 1, MAX_STREAMS)
            .withHeartbeatInterval(HEARTBEAT_INTERVAL);
    HttpListenerOptions options = new HttpListenerOptions("things http", "127.0.0.1", 0, limits);
    listener = new HttpListener(vertx, options, TracingPolicy.IGNORE, clock);
    onContext(() -> listener.listen(this::respond)).await(30, TimeUnit.SECONDS);
  }

  private <T> Future<T> onContext(Callable<Future<T>> action) {
    return Future.<Future<T>>future(
            promise ->
                context.runOnContext(
                    v -> {
                      try {
                        promise.complete(action.call());
                      } catch (Exception e) {
                        promise.fail(e);
                      }
                    }))
        .compose(result -> result);
  }

  private void respond(HttpServerRequest request) {
    EventStreamResponse response =
        new EventStreamResponse(
            stream -> {
              opened.add(stream);
              return ended::incrementAndGet;
            });
    listener
        .writer()
        .send(request, response)
        .onFailure(e -> listener.writer().fail(request, ServiceException.from(e)));
  }

  @AfterEach
  void close() throws Exception {
    clientVertx.close().await(30, TimeUnit.SECONDS);
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private EventStreamClient connect() throws Exception {
    return connect(http);
  }

  private EventStreamClient connect(HttpClient http) throws Exception {
    EventStreamClient client = EventStreamClient.open(http, listener.port(), "/");
    assertThat(client.next().text()).isEqualTo("retry: 3000\n" + HEARTBEAT);
    return client;
  }

  private EventStream stream() throws InterruptedException {
    return opened.poll(30, TimeUnit.SECONDS);
  }

  private static ServerSentEvent event(String subject, int number) {
    return event(subject, number, 0);
  }

  private static ServerSentEvent event(String subject, int number, int bytes) {
    JsonObject data = JsonObject.of("number", number, "filling", "x".repeat(bytes));
    return ServerSentEvent.of("thing", subject, data);
  }

  private void await(Callable<Boolean> condition) throws Exception {
    onContext(() -> Future.<Void>future(met -> check(condition, met))).await(30, TimeUnit.SECONDS);
  }

  private void check(Callable<Boolean> condition, Promise<Void> met) {
    try {
      if (condition.call()) {
        met.complete();
      } else {
        vertx.setTimer(5, timer -> check(condition, met));
      }
    } catch (Exception e) {
      met.fail(e);
    }
  }

  private boolean metricsContain(String line) {
    return Meters.of(vertx).text().contains(line);
  }

  private static String open(int streams) {
    return "event_streams{server=\"things http\"} " + streams + ".0";
  }

  @Test
  void eventsShouldArriveInOrderOfAnyThread() throws Exception {
    // given
    open(LONG);
    EventStreamClient client = connect();
    EventStream stream = stream();

    // when
    for (int i = 0; i < 100; i++) {
      stream.send(event("a", i));
    }

    // then
    for (int i = 0; i < 100; i++) {
      assertThat(client.next().data().getInteger("number")).isEqualTo(i);
    }
    assertThat(client.status()).isEqualTo(200);
    assertThat(client.header("Content-Type")).isEqualTo("text/event-stream");
    assertThat(client.header("Cache-Control")).isEqualTo("no-store");
    assertThat(client.header("X-Accel-Buffering")).isEqualTo("no");
    assertThat(client.header("X-Correlation-Id")).isNotBlank();
    assertThat(metricsContain("events_sent_total{server=\"things http\"} 100.0")).isTrue();
  }

  @Test
  void newerEventShouldReplacePendingOneWhenTheClientDoesNotRead() throws Exception {
    // given
    open(LONG);
    EventStreamClient client = connect(clientVertx.createHttpClient(SMALL_BUFFER));
    EventStream stream = stream();
    client.pause();

    // The buffers of the connection cannot hold it; Vert.x queues some more.
    stream.send(event("a", 0, LARGE_BYTES));
    int sent = 1;
    while (pending(stream) == 0) {
      assertThat(sent).as("events of one subject that are queued").isLessThan(1_000);
      stream.send(event("a", sent++));
    }

    // when
    for (int i = 0; i < 1_000; i++) {
      stream.send(event("a", sent++));
      stream.send(event("b", i));
    }
    int pending = pending(stream);
    client.resume();

    // then
    assertThat(pending).isEqualTo(2);
    int received = 0;
    JsonObject next = client.next().data();
    while (next.getInteger("number") == received) {
      received++;
      next = client.next().data();
    }
    assertThat(received).isPositive();
    assertThat(next.getInteger("number")).isEqualTo(sent - 1);
    assertThat(client.next().data().getInteger("number")).isEqualTo(999);
    client.close();
  }

  private int pending(EventStream stream) {
    return onContext(() -> Future.succeededFuture(stream.pending())).await();
  }

  @Test
  void clientShouldBeDisconnectedWhenItNeverReads() throws Exception {
    // given
    open(SHORT);
    RawHttpClient client = RawHttpClient.connectStalled(clientVertx, listener.port()).send(GET);
    EventStream stream = stream();

    // when
    await(
        () -> {
          stream.send(event("a", 0, 100_000));
          return ended.get() > 0;
        });

    // then
    await(() -> metricsContain(open(0)));
    client.resume();
    assertThat(client.awaitClose()).doesNotEndWith("0\r\n\r\n");
  }

  @Test
  void streamShouldStayOpenAndGetHeartbeatsWhenThereAreNoEvents() throws Exception {
    // given
    open(SHORT);
    EventStreamClient client = connect();
    EventStreamClient other = connect();

    // when
    clock.advance(HEARTBEAT_INTERVAL.minusMillis(1));
    // Longer than the request timeout, and than several of the server's periods.
    vertx.timer(2, TimeUnit.SECONDS).await();
    stream().send(event("a", 1));
    clock.advance(Duration.ofMillis(1));

    // then
    assertThat(client.next().data().getInteger("number")).isEqualTo(1);
    assertThat(client.next().text()).isEqualTo(HEARTBEAT);
    assertThat(other.next().text()).isEqualTo(HEARTBEAT);
    clock.advance(HEARTBEAT_INTERVAL);
    assertThat(client.next().text()).isEqualTo(HEARTBEAT);
    assertThat(ended).hasValue(0);
  }

  @Test
  void nextClientShouldBeRefusedUntilOneOfTheMaximumLeaves() throws Exception {
    // given
    open(LONG);
    EventStreamClient first = connect();
    for (int i = 1; i < MAX_STREAMS; i++) {
      connect();
    }
    HttpTestClient client = new HttpTestClient(clientVertx, listener.port());

    // when
    client.get("/");
    // What is refused takes no place of its client, which would then get 429.
    Reply refused = client.get("/");
    first.close();
    await(() -> metricsContain(open(MAX_STREAMS - 1)));
    connect();

    // then
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isEqualTo("5");
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.json().getString("code")).isEqualTo("too_many_streams");
    assertThat(ended).hasValue(1);
  }

  @Test
  void eventsShouldBeForgottenWhenTheClientHasLeft() throws Exception {
    // given
    open(LONG);
    EventStreamClient client = connect();
    EventStream stream = stream();

    // when
    client.close();
    await(() -> ended.get() == 1);
    stream.send(event("a", 1));

    // then
    await(() -> stream.pending() == 0 && metricsContain(open(0)));
    assertThat(metricsContain("events_sent_total{server=\"things http\"} 0.0")).isTrue();
  }

  @Test
  void streamsShouldEndWhenTheServerCloses() throws Exception {
    // given
    open(LONG);
    EventStreamClient client = connect();

    // when
    Future<Void> closed = listener.close(Duration.ofSeconds(10));

    // then
    assertThat(client.awaitEnd()).isTrue();
    await(() -> ended.get() == 1);
    closed.await(30, TimeUnit.SECONDS);
  }

  @Test
  void headShouldHaveTheHeadersOnly() throws Exception {
    // given
    open(LONG);

    // when
    Reply reply =
        new HttpTestClient(clientVertx, listener.port())
            .send(HttpMethod.HEAD, "/", Map.of(), Buffer.buffer());

    // then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("text/event-stream");
    assertThat(opened).isEmpty();
  }
}
