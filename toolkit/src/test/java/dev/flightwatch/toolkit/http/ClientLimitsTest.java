package dev.flightwatch.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.CapturedLog;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one client may have open, while others go on. */
@ExtendWith(VertxExtension.class)
class ClientLimitsTest {
  private static final ClientNetworks PROXIED = ClientNetworks.trusting(Set.of("127.0.0.1"));
  private static final String SERVER = "things http";
  private static final String ONE = "198.51.100.7";
  private static final String ANOTHER = "198.51.100.8";
  private static final int MAX = 2;

  /** How a streamed response ends. */
  private enum End {
    COMPLETE,
    FAILED,
    CLOSED
  }

  /** Ends the oldest streamed response. */
  private final BlockingQueue<Promise<Optional<Buffer>>> ends = new LinkedBlockingQueue<>();

  @RegisterExtension private final CapturedLog log = new CapturedLog(OpenPerClient.class);

  private Vertx vertx;

  @BeforeEach
  void open(Vertx instance) {
    vertx = instance;
  }

  /** Opens a server on an event loop of its own. */
  private int open(String name, ClientNetworks clients) throws Exception {
    HttpLimits limits =
        new HttpLimits(1_024, Duration.ofMinutes(5), 64, 64)
            .withPerClient(new ClientLimits(MAX, MAX, MAX));
    HttpListener listener =
        new HttpListener(
            vertx,
            new HttpListenerOptions(
                name, "127.0.0.1", 0, limits, Optional.empty(), Set.of(), clients, ServedHosts.ANY),
            TracingPolicy.IGNORE);
    Future.<Void>future(
            promise ->
                vertx.runOnContext(
                    v ->
                        listener
                            .listen(request -> respond(listener.writer(), request))
                            .onComplete(promise)))
        .await(10, TimeUnit.SECONDS);
    return listener.port();
  }

  private void respond(ResponseWriter writer, HttpServerRequest request) {
    OutgoingResponse response =
        switch (request.path()) {
          case "/events" -> new EventStreamResponse(stream -> () -> {});
          case "/export" -> export();
          default -> new Response(200, Buffer.buffer("done"), Map.of());
        };
    writer
        .send(request, response)
        .onFailure(failure -> writer.fail(request, ServiceException.from(failure)));
  }

  private StreamedResponse export() {
    Promise<Optional<Buffer>> second = Promise.promise();
    Iterator<Future<Optional<Buffer>>> parts =
        List.of(Future.succeededFuture(Optional.of(Buffer.buffer("begun"))), second.future())
            .iterator();
    ends.add(second);
    return new StreamedResponse(Map.of(), parts::next);
  }

  private RawHttpClient request(int port, String path, String client) throws Exception {
    return RawHttpClient.connect(vertx, port)
        .send("GET %s HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: %s\r\n\r\n".formatted(path, client));
  }

  /** Returns whether the server responds on a new connection. */
  private boolean connects(int port) throws Exception {
    return request(port, "/", ONE).awaitAny("done").contains("done");
  }

  @Test
  void connectionsOfOneClientShouldBeClosedPastTheLimitOnAllInstances() throws Exception {
    // given
    int port = open(SERVER, ClientNetworks.DIRECT);
    int instance = open(SERVER, ClientNetworks.DIRECT);
    int otherServer = open("others http", ClientNetworks.DIRECT);
    RawHttpClient first = request(port, "/", ONE);
    first.awaitText("done");
    request(instance, "/", ANOTHER).awaitText("done");

    // then
    assertThat(connects(port)).isFalse();
    assertThat(connects(instance)).isFalse();
    assertThat(connects(otherServer)).isTrue();
    RawHttpClient idle = RawHttpClient.connect(vertx, port);
    assertThat(idle.awaitClose()).isEmpty();
    assertThat(log.messages()).singleElement().asString().contains("127.0.0.1", "TRUSTED_PROXIES");

    // when
    first.close();

    // then
    await(() -> connects(port));
    assertThat(connects(port)).isFalse();
  }

  @Test
  void connectionsOfATrustedProxyShouldNotCount() throws Exception {
    int port = open(SERVER, PROXIED);

    for (int i = 0; i < 4 * MAX; i++) {
      assertThat(connects(port)).isTrue();
    }
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void connectionsOfAProxyOfThisProcessShouldNotCount() throws Exception {
    // given
    int port = open(SERVER, ClientNetworks.trusting(Set.of()).begin(vertx));
    HttpClientAgent proxy =
        vertx
            .httpClientBuilder()
            .with(new PoolOptions().setHttp1MaxSize(16 * MAX))
            .withConnectHandler(ProxyConnections.of(vertx)::opened)
            .build();
    RequestOptions options =
        new RequestOptions().setHost("127.0.0.1").setPort(port).setURI("/events");

    // when
    List<Future<Integer>> statuses = new ArrayList<>();
    for (int i = 0; i < 16 * MAX; i++) {
      String client = "198.51.100." + i;
      statuses.add(
          proxy
              .request(options)
              .compose(request -> request.putHeader("X-Forwarded-For", client).send())
              .map(HttpClientResponse::statusCode));
    }

    // then
    Future.all(statuses).await(30, TimeUnit.SECONDS);
    assertThat(statuses).extracting(Future::result).containsOnly(200);
    assertThat(connects(port)).isTrue();
    assertThat(connects(port)).isTrue();
    assertThat(connects(port)).isFalse();
  }

  @Test
  void streamsOfANetworkOf48BitsShouldHaveEightTimesTheLimit() throws Exception {
    int port = open(SERVER, PROXIED);

    RawHttpClient first = request(port, "/events", "2001:db8:1:ffff::7");
    first.awaitText("retry");
    for (int i = 1; i < 8 * MAX; i++) {
      request(port, "/events", "2001:db8:1:%x::7".formatted(i)).awaitText("retry");
    }

    // What is refused for the wider network takes no place of the narrower one.
    for (int i = 0; i <= MAX; i++) {
      request(port, "/events", "2001:db8:1:ff::7").awaitText("too_many_streams");
    }
    request(port, "/events", "2001:db8:2:ff::7").awaitText("retry");
    first.close();
    await(() -> begins(port, "/events", "2001:db8:1:ff::7", "retry"));
  }

  @ParameterizedTest
  @CsvSource({
    "/events, retry, too_many_streams, CLOSED",
    "/export, begun, too_many_exports, COMPLETE",
    "/export, begun, too_many_exports, FAILED",
    "/export, begun, too_many_exports, CLOSED"
  })
  void responseShouldBeRefusedUntilAnotherOfItsClientHasEnded(
      String path, String begun, String code, End end) throws Exception {
    // given
    int port = open(SERVER, PROXIED);
    int instance = open(SERVER, PROXIED);
    RawHttpClient first = request(port, path, ONE);
    first.awaitText(begun);
    request(instance, path, ONE).awaitText(begun);

    // then
    for (int refusing : List.of(port, instance)) {
      assertThat(request(refusing, path, ONE).awaitText(code))
          .startsWith("HTTP/1.1 429")
          .containsIgnoringCase("\r\nRetry-After: 5\r\n");
      request(refusing, "/", ONE).awaitText("done");
    }
    boolean isExport = path.equals("/export");
    assertThat(begins(port, "/events", ONE, "retry")).isEqualTo(isExport);
    assertThat(begins(port, "/export", ONE, "begun")).isEqualTo(!isExport);
    request(port, path, ANOTHER).awaitText(begun);
    request(open("others http", PROXIED), path, ONE).awaitText(begun);

    // when
    switch (end) {
      case COMPLETE -> ends.remove().complete(Optional.empty());
      case FAILED -> ends.remove().fail("as a test");
      default -> {
        first.close();
        // The place is free when the part that was asked for is there.
        Optional.ofNullable(ends.poll())
            .ifPresent(part -> part.complete(Optional.of(Buffer.buffer("unread"))));
      }
    }

    // then
    await(() -> begins(port, path, ONE, begun));
    assertThat(begins(port, path, ONE, begun)).isFalse();
  }

  private boolean begins(int port, String path, String network, String begun) throws Exception {
    RawHttpClient client = request(port, path, network);
    boolean begins = client.awaitAny(begun, "too_many").contains(begun);
    if (!begins) {
      client.close();
    }
    return begins;
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.call()) {
      assertThat(System.nanoTime() - end).isNegative();
    }
  }
}
