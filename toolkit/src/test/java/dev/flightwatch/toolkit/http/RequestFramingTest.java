package dev.flightwatch.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.AmbiguousRequest;
import dev.flightwatch.testkit.RawHttpClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose handler accepts everything, so that only the toolkit can refuse a request. */
@ExtendWith(VertxExtension.class)
class RequestFramingTest {
  private static final String LAST = "GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  private static final String POST = "POST /things HTTP/1.1\r\nHost: x\r\n";

  private final Queue<String> paths = new ConcurrentLinkedQueue<>();
  private Vertx vertx;
  private HttpListener listener;

  @BeforeEach
  void open(Vertx instance) throws Exception {
    vertx = instance;
    HttpLimits limits = new HttpLimits(65_536, Duration.ofSeconds(1), 64, 1_024);
    listener =
        new HttpListener(
            vertx,
            new HttpListenerOptions("things http", "127.0.0.1", 0, limits),
            TracingPolicy.IGNORE);
    listener.listen(this::respond).await(10, TimeUnit.SECONDS);
  }

  private void respond(HttpServerRequest request) {
    paths.add(request.path());
    request
        .body()
        .onSuccess(
            body ->
                listener
                    .writer()
                    .send(
                        request,
                        Response.json(
                            200, JsonObject.of("path", request.path(), "body", body.toString()))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void requestShouldBeRefusedWhenItIsAmbiguous(boolean slowly) throws Exception {
    URI server = URI.create("http://127.0.0.1:" + listener.port());

    assertThat(AmbiguousRequest.mistakes(vertx, server, "/things", "", slowly)).isEmpty();
    assertThat(paths).noneMatch(path -> path.contains(AmbiguousRequest.HIDDEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n" + POST + "Content-Length: 4\r\n\r\n\n x\n",
        POST + "Content-Length: 5\r\n\r\n  x\n ",
        POST + "Transfer-Encoding: chunked\r\n\r\n5\r\n\n x\r\n\r\n0\r\n\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n0005;a=b\r\n \r\n x\r\n0\r\n\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\nA\r\n\n         \r\n0\r\nA: b\r\n\r\n",
        POST + "A: \t b \r\nContent-Length: 0\r\n\r\n",
        "GET /things HTTP/1.0\r\n\r\n",
      })
  void requestShouldBeAcceptedWhenItIsUnusual(String request) throws Exception {
    for (boolean slowly : List.of(false, true)) {
      RawHttpClient client = RawHttpClient.connect(vertx, listener.port());
      // A server closes the connection after a response to HTTP/1.0.
      String text = request.contains("1.0") ? request : request + request.stripLeading() + LAST;
      String response = (slowly ? client.sendLines(text) : client.send(text)).awaitClose();

      assertThat(response.split("HTTP/1.[01] 200 OK", -1)).hasSize(text.contains("1.0") ? 2 : 4);
      assertThat(response).contains("/things");
    }
  }
}
