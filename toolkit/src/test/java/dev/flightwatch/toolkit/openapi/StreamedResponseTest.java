package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.StreamedResponse;
import dev.flightwatch.toolkit.log.Correlation;
import dev.flightwatch.toolkit.metrics.MeteredVertx;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedResponseTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final String GET = "GET /work HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final int MEBIBYTE = 1_048_576;
  private static final ServiceException UNAVAILABLE =
      ServiceException.of(ErrorKind.UNAVAILABLE, "database_away", "Unavailable.");

  @RegisterExtension final LoggedWarnings logged = new LoggedWarnings();

  private final Vertx vertx = MeteredVertx.builder(new VertxOptions()).build();
  private final Vertx clientVertx = Vertx.vertx();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void close() throws Exception {
    clientVertx.close().await(30, TimeUnit.SECONDS);
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  /** A server whose responses have these parts, numbered from 1. */
  private ThingsApi streaming(IntFunction<Future<Optional<Buffer>>> parts) {
    return new ThingsApi(
        request -> {
          AtomicInteger number = new AtomicInteger();
          return Future.succeededFuture(
              new StreamedResponse(
                  Map.of("Content-Type", "text/plain"),
                  () -> {
                    asked.incrementAndGet();
                    return parts.apply(number.incrementAndGet());
                  }));
        });
  }

  private static Future<Optional<Buffer>> part(String text) {
    return Future.succeededFuture(Optional.of(Buffer.buffer(text)));
  }

  private static Future<Optional<Buffer>> end() {
    return Future.succeededFuture(Optional.empty());
  }

  private static Future<Optional<Buffer>> mebibyte() {
    return Future.succeededFuture(Optional.of(Buffer.buffer(new byte[MEBIBYTE])));
  }

  private void awaitNoConnections() throws Exception {
    ThingsApi.awaitMetrics(
        vertx, metrics -> metrics.contains("vertx_http_server_active_connections 0.0"));
  }

  private void assertNoRequestIsActive() {
    assertThat(Meters.of(vertx).text()).contains("vertx_http_server_active_requests 0.0");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 20_000})
  void responseShouldHaveAllPartsAndBeCountedOnce(int parts) throws Exception {
    // given
    ThingsApi api = streaming(number -> number <= parts ? part(number + "\n") : end());
    HttpTestClient target = new HttpTestClient(clientVertx, api.open(vertx).port());
    StringBuilder expected = new StringBuilder();
    for (int i = 1; i <= parts; i++) {
      expected.append(i).append('\n');
    }

    // when
    HttpTestClient.Reply reply = target.get("/work", Map.of(Correlation.HEADER, "one"));

    // then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().toString()).isEqualTo(expected.toString());
    assertThat(reply.headers())
        .containsEntry("content-type", "text/plain")
        .containsEntry("cache-control", "no-store")
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("x-correlation-id", "one");
    assertThat(asked).hasValue(parts + 1);
    ThingsApi.awaitMetrics(
        vertx,
        metrics ->
            metrics.contains("_requests_total{code=\"200\",method=\"GET\",route=\"/work\"} 1.0"));
    assertNoRequestIsActive();
    assertThat(logged.events).isEmpty();
  }

  @Test
  void serverShouldStayOnItsEventLoopWhenPartsCompleteElsewhere() throws Exception {
    // given
    ThingsApi failing =
        streaming(
            number -> {
              Promise<Optional<Buffer>> part = Promise.promise();
              CompletableFuture.runAsync(() -> part.fail(UNAVAILABLE));
              return part.future();
            });
    ThingsApi api =
        streaming(
            number -> {
              Promise<Optional<Buffer>> part = Promise.promise();
              CompletableFuture.runAsync(
                  () ->
                      part.complete(
                          number < 100 ? Optional.of(Buffer.buffer("x")) : Optional.empty()));
              return part.future();
            });

    // when
    HttpTestClient target = new HttpTestClient(clientVertx, api.open(vertx).port());
    new HttpTestClient(clientVertx, failing.open(vertx).port()).get("/work");

    // then
    assertThat(target.get("/work").body().toString()).isEqualTo("x".repeat(99));
    assertThat(logged.events)
        .singleElement()
        .satisfies(line -> assertThat(line.getThreadName()).startsWith("vert.x-eventloop"));
  }

  @Test
  void headShouldHaveNoBodyAndKeepTheConnectionUsable() throws Exception {
    // given
    ThingsApi api = streaming(number -> number < 3 ? part("body") : end());
    RawHttpClient target = RawHttpClient.connect(clientVertx, api.open(vertx).port());

    // when
    target.send("HEAD /work HTTP/1.1\r\nHost: x\r\n\r\n");
    String head = target.awaitText("\r\n\r\n");
    target.send("OPTIONS /work HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    // then
    assertThat(head).startsWith("HTTP/1.1 200 OK\r\n").contains("Content-Type: text/plain");
    assertThat(target.awaitClose())
        .doesNotContain("body")
        .contains("\r\n\r\nHTTP/1.1 204 No Content\r\n");
    assertThat(asked).hasValue(1);
  }

  @Test
  void bodyShouldEndWithTheConnectionWhenTheVersionHasNoChunks() throws Exception {
    // given
    ThingsApi api = streaming(number -> number < 3 ? part("part" + number) : end());
    RawHttpClient target = RawHttpClient.connect(clientVertx, api.open(vertx).port());

    // when
    target.send("GET /work HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

    // then
    assertThat(target.awaitClose()).endsWith("\r\n\r\npart1part2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void responseShouldBeAProblemWhenTheFirstPartFails(String method) throws Exception {
    // given
    ThingsApi api = streaming(number -> Future.failedFuture(UNAVAILABLE));
    HttpTestClient target = new HttpTestClient(clientVertx, api.open(vertx).port());

    // when
    HttpTestClient.Reply reply =
        target.send(HttpMethod.valueOf(method), "/work", Map.of(), Buffer.buffer());

    // then
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.header("Retry-After")).isEqualTo("5");
    assertThat(logged.events).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1", "1.0"})
  void connectionShouldBeBrokenOffWhenALaterPartFails(String version) throws Exception {
    // given
    Promise<Optional<Buffer>> second = Promise.promise();
    ThingsApi api = streaming(number -> number == 1 ? part("first") : second.future());
    RawHttpClient target = RawHttpClient.connect(clientVertx, api.open(vertx).port());

    // when
    target.send("GET /work HTTP/" + version + "\r\nHost: x\r\n\r\n");
    target.awaitText("first");
    second.fail(UNAVAILABLE);

    // then
    assertThat(target.awaitClose()).contains("first").doesNotContain("\r\n0\r\n");
    awaitNoConnections();
    assertNoRequestIsActive();
    assertThat(asked).hasValue(2);
    assertThat(logged.events).hasSize(1);
    assertThat(logged.events.get(0).getFormattedMessage())
        .isEqualTo(
            "GET /work was broken off after 5 bytes; the client has to repeat it:"
                + " database_away: Unavailable.");
  }

  static Stream<Future<Optional<Buffer>>> defects() {
    return Stream.of(Future.failedFuture("a defect"), Future.succeededFuture(null), null);
  }

  @ParameterizedTest
  @MethodSource("defects")
  void clientShouldNoticeThatTheResponseIsBrokenOff(Future<Optional<Buffer>> defect)
      throws Exception {
    // given
    ThingsApi api = streaming(number -> number == 1 ? part("first") : defect);
    HttpTestClient target = new HttpTestClient(clientVertx, api.open(vertx).port());

    // then
    assertThatThrownBy(() -> target.get("/work")).hasMessageContaining("closed");
    assertThat(logged.events).hasSize(1);
    assertThat(logged.events.get(0).getThrowableProxy().getCause()).isNotNull();
  }

  @Test
  void partsShouldNotBeAskedForWhileTheClientDoesNotRead() throws Exception {
    // given: far more than the buffers of the connection hold
    int parts = 64;
    ThingsApi api = streaming(number -> number <= parts ? mebibyte() : end());
    RawHttpClient stalled =
        RawHttpClient.connectStalled(clientVertx, api.open(vertx, ThingsApi.limits(SHORT)).port());

    // when
    stalled.send(GET);
    ThingsApi.awaitMetrics(vertx, metrics -> asked.get() > 0);

    // then: it is disconnected after the timeout
    awaitNoConnections();
    assertThat(asked).hasValueLessThan(parts / 2);
    assertNoRequestIsActive();
    assertThat(logged.events).isEmpty();
    stalled.resume();
    assertThat(stalled.awaitClose().length()).isLessThan(parts / 2 * MEBIBYTE);
  }

  @Test
  void responseShouldContinueWhenTheClientReadsAgain() throws Exception {
    // given
    int parts = 12;
    ThingsApi api = streaming(number -> number <= parts ? mebibyte() : end());
    int port = api.open(vertx).port();
    Promise<HttpClientResponse> paused = Promise.promise();

    // when
    clientVertx
        .createHttpClient()
        .request(HttpMethod.GET, port, "127.0.0.1", "/work")
        .compose(HttpClientRequest::send)
        .onSuccess(response -> paused.complete(response.pause()))
        .onFailure(paused::fail);
    HttpClientResponse response = paused.future().await(30, TimeUnit.SECONDS);
    ThingsApi.awaitMetrics(vertx, metrics -> asked.get() > 1);
    Future<Buffer> body = response.body();
    response.resume();

    // then
    assertThat(body.await(30, TimeUnit.SECONDS).length()).isEqualTo(parts * MEBIBYTE);
    assertThat(asked).hasValue(parts + 1);
  }

  /** A connection is only closed while it waits for the client. */
  @Test
  void clientShouldStayConnectedWhenAPartTakesLongerThanTheTimeout() throws Exception {
    // given
    ThingsApi api =
        streaming(
            number ->
                number == 2
                    ? vertx
                        .timer(2 * SHORT.toMillis(), TimeUnit.MILLISECONDS)
                        .map(Optional.of(Buffer.buffer("second")))
                    : number == 1 ? part("first,") : end());
    int port = api.open(vertx, ThingsApi.limits(SHORT)).port();

    // then
    assertThat(new HttpTestClient(clientVertx, port).get("/work").body().toString())
        .isEqualTo("first,second");
  }

  @Test
  void partsShouldNotBeAskedForWhenTheClientHasLeft() throws Exception {
    // given
    Promise<Optional<Buffer>> second = Promise.promise();
    ThingsApi api =
        streaming(number -> number == 1 ? part("first") : number == 2 ? second.future() : end());
    HttpLimits limits = new HttpLimits(65_536, Duration.ofSeconds(30), 64, 64, 1, 1);
    int port = api.open(vertx, limits).port();
    RawHttpClient target = RawHttpClient.connect(clientVertx, port).send(GET);
    ThingsApi.awaitMetrics(vertx, metrics -> asked.get() == 2);

    // when
    target.close();
    awaitNoConnections();
    second.complete(Optional.of(Buffer.buffer("unread")));

    // then: its place is free, and only the next response is asked for three parts
    RawHttpClient.connect(clientVertx, port).send(GET).awaitText("\r\n0\r\n\r\n");
    assertThat(asked).hasValue(2 + 3);
    assertThat(logged.events).isEmpty();
  }

  @Test
  void responsesShouldBeRefusedWhenTooManyAreStreamed() throws Exception {
    // given: a response that does not occupy the limit of operations
    Promise<Optional<Buffer>> second = Promise.promise();
    ThingsApi api = streaming(number -> number == 1 ? part("first") : second.future());
    int port = api.open(vertx, new HttpLimits(65_536, Duration.ofSeconds(30), 1, 64, 1, 1)).port();
    RawHttpClient running = RawHttpClient.connect(clientVertx, port).send(GET);
    running.awaitText("first");
    HttpTestClient others = new HttpTestClient(clientVertx, port);

    // when
    HttpTestClient.Reply refused = others.get("/work");

    // then
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.json().getString("code")).isEqualTo("overloaded");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(others.get("/things?code=LIRF&days=1").status()).isEqualTo(200);
    second.complete(Optional.empty());
    running.awaitText("\r\n0\r\n\r\n");
    assertThat(others.get("/work").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closeShouldEndResponsesWithinTheGracePeriod(boolean isRead) throws Exception {
    // given: a response without end
    ThingsApi api =
        streaming(
            number ->
                vertx
                    .timer(1, TimeUnit.MILLISECONDS)
                    .compose(v -> isRead ? part("small") : mebibyte()));
    HttpListener server = api.open(vertx);
    RawHttpClient client =
        isRead
            ? RawHttpClient.connect(clientVertx, server.port())
            : RawHttpClient.connectStalled(clientVertx, server.port());
    client.send(GET);
    ThingsApi.awaitMetrics(vertx, metrics -> asked.get() > 1);

    // when
    server.close(SHORT).await(20, TimeUnit.SECONDS);

    // then
    awaitNoConnections();
    int atTheEnd = asked.get();
    client.resume();
    assertThat(client.awaitClose()).doesNotContain("\r\n0\r\n");
    assertThat(asked).hasValueLessThanOrEqualTo(atTheEnd + 1);
    assertThat(logged.events).isEmpty();
  }

  @Test
  void responseShouldBeCompleteWhenItEndsWithinTheGracePeriod() throws Exception {
    // given
    Promise<Optional<Buffer>> second = Promise.promise();
    ThingsApi api = streaming(number -> number == 1 ? part("first") : second.future());
    HttpListener server = api.open(vertx);
    RawHttpClient client = RawHttpClient.connect(clientVertx, server.port()).send(GET);
    client.awaitText("first");

    // when
    Future<Void> closed = server.close(Duration.ofSeconds(20));
    second.complete(Optional.empty());

    // then
    assertThat(client.awaitClose()).endsWith("\r\n0\r\n\r\n");
    closed.await(30, TimeUnit.SECONDS);
  }
}
