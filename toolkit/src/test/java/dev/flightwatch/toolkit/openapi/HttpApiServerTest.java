package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.toolkit.log.Correlation;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(VertxExtension.class)
class HttpApiServerTest {

  @Test
  void serverShouldPassTheValidatedRequestToTheEndpoint(Vertx vertx) throws Exception {
    HttpTestClient.Reply reply =
        ThingsApi.echoing()
            .client(vertx)
            .get("/things?code=lirf&days=30&text=caff%C3%A8+%2B&other=1");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.json().remove("correlation_id")).isEqualTo(reply.header(Correlation.HEADER));
    assertThat(reply.body().toString())
        .startsWith("{\"code\":\"lirf\",\"days\":30,\"limit\":500,\"text\":\"caffè +\",");
  }

  @ParameterizedTest
  @CsvSource({
    "/things/a/parts/7,a,7",
    "/things/caff%C3%A8/parts/99,caffè,99",
    "/things/a+b%20c/parts/1,a+b c,1",
    "/things/..%2f%61/parts/1/,../a,1",
    "/things/x/../y/./parts/1?code=query,y,1"
  })
  void serverShouldPassTheDecodedPathParameters(String uri, String code, String number, Vertx vertx)
      throws Exception {
    HttpTestClient.Reply reply = ThingsApi.echoing().client(vertx).get(uri);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getMap()).isEqualTo(Map.of("code", code, "number", number));
  }

  @Test
  void serverShouldPassBodyAndHeadersAndIgnoreUnknownFields(Vertx vertx) throws Exception {
    HttpTestClient.Reply reply =
        ThingsApi.echoing()
            .client(vertx)
            .post(
                "/things",
                Map.of("Content-Type", "application/JSON; charset=\"UTF-8\"", "request-id", "r 1"),
                "{\"email\":\"a@b.c\",\"password\":\"12345678\",\"more\":{\"x\":\"\\u0000\"},\"maybe\":null}");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.json()).isEqualTo(JsonObject.of("email", "a@b.c", "request_id", "r 1"));
  }

  @ParameterizedTest
  @CsvSource({"abc-DEF_1.2, true", "a/b, false", "'', false", "' ', false", "caf\u00e9, false"})
  void serverShouldKeepTheCorrelationIdOfTheClientWhenItIsWellFormed(
      String id, boolean kept, Vertx vertx) throws Exception {
    AtomicReference<String> logged = new AtomicReference<>();
    ThingsApi api =
        new ThingsApi(
            request -> {
              logged.set(Correlation.current());
              return Future.succeededFuture(Response.json(200, new JsonObject()));
            });

    HttpTestClient.Reply reply = api.client(vertx).get("/work", Map.of(Correlation.HEADER, id));

    String returned = reply.header(Correlation.HEADER);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(returned).matches("[A-Za-z0-9._-]{1,64}").isEqualTo(logged.get());
    assertThat(returned.equals(id)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing/here, 404, , unknown_path",
    "PATCH, /things, 405, 'GET, HEAD, OPTIONS, POST', method_not_allowed",
    "GET, /things/a/parts, 404, , unknown_path",
    "GET, /things//parts/1, 404, , unknown_path",
    "POST, /things/a/parts/0, 405, 'GET, HEAD, OPTIONS', method_not_allowed",
    "DELETE, /work, 405, 'GET, HEAD, OPTIONS, PUT', method_not_allowed"
  })
  void serverShouldRefuseUnknownPathsAndMethods(
      String method, String path, int status, String allowed, String code, Vertx vertx)
      throws Exception {
    HttpTestClient.Reply reply =
        ThingsApi.echoing()
            .client(vertx)
            .send(HttpMethod.valueOf(method), path, Map.of(), Buffer.buffer());

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Allow")).isEqualTo(allowed);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.json().fieldNames())
        .containsExactly("type", "title", "status", "detail", "code", "correlation_id");
    assertThat(reply.json().getString("type")).isEqualTo("about:blank");
    assertThat(reply.json().getString("title")).isIn("Not Found", "Method Not Allowed");
    assertThat(reply.json().getInteger("status")).isEqualTo(status);
    assertThat(reply.json().getString("code")).isEqualTo(code);
    assertThat(reply.json().getString("correlation_id"))
        .isEqualTo(reply.header(Correlation.HEADER));
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID, 400",
    "UNAUTHENTICATED, 401",
    "NOT_FOUND, 404",
    "METHOD_NOT_ALLOWED, 405",
    "GONE, 410",
    "TOO_LARGE, 413",
    "UNSUPPORTED_TYPE, 415",
    "CONFLICT, 422",
    "INTERNAL, 500",
    "OVERLOADED, 503",
    "UNAVAILABLE, 503",
    "TIMEOUT, 503"
  })
  void serverShouldMapEveryKindOfFailure(ErrorKind kind, int status, Vertx vertx) throws Exception {
    ServiceException failure =
        ServiceException.of(kind, "some_code", "Some detail.", new IllegalStateException("secret"));

    HttpTestClient.Reply reply = ThingsApi.failing(failure).client(vertx).get("/work");

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().getString("code")).isEqualTo("some_code");
    assertThat(reply.json().getString("detail")).isEqualTo("Some detail.");
    assertThat(reply.header("Retry-After") != null).isEqualTo(status == 503);
    assertThat(reply.body().toString()).doesNotContain("secret").doesNotContain("Exception");
  }

  static Stream<Function<Request, Future<Response>>> defects() {
    Response badHeader = Response.json(200, new JsonObject()).withHeader("X-Bad", "a\r\nSecret: b");
    return Stream.of(
        request -> {
          throw new IllegalStateException("secret");
        },
        request -> {
          throw new StackOverflowError("secret");
        },
        request -> Future.failedFuture("secret"),
        request -> null,
        request -> Future.succeededFuture(),
        request -> Future.succeededFuture(badHeader));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void serverShouldRespondWith500WithoutInternalsWhenAnEndpointIsDefective(
      Function<Request, Future<Response>> defect, Vertx vertx) throws Exception {
    HttpTestClient target = new ThingsApi(defect).client(vertx);

    HttpTestClient.Reply reply = target.get("/work");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.json().getString("code")).isEqualTo("internal_error");
    assertThat(reply.header(Correlation.HEADER))
        .isEqualTo(reply.json().getString("correlation_id"));
    assertThat(reply.body().toString()).doesNotContain("secret").doesNotContain("Exception");
    assertThat(target.get("/things?code=LIRF&days=1").status()).isEqualTo(200);
  }

  @Test
  void serverShouldRefuseRequestsWhenTooManyAreInFlight(Vertx vertx) throws Exception {
    Promise<Response> slow = Promise.promise();
    Promise<Void> called = Promise.promise();
    ThingsApi api = ThingsApi.waiting(called, slow.future());
    HttpLimits limits = new HttpLimits(65_536, Duration.ofSeconds(30), 1, 64);
    int port = api.open(vertx, limits).port();
    RawHttpClient first = RawHttpClient.connect(vertx, port);
    first.send("GET /work HTTP/1.1\r\nHost: x\r\n\r\n");
    called.future().await(30, TimeUnit.SECONDS);

    HttpTestClient.Reply refused = new HttpTestClient(vertx, port).get("/work");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.json().getString("code")).isEqualTo("overloaded");
    slow.complete(Response.json(200, JsonObject.of("slow", true)));
    assertThat(first.awaitText("slow")).startsWith("HTTP/1.1 200");
    assertThat(new HttpTestClient(vertx, port).get("/work").status()).isEqualTo(200);
  }

  @Test
  void openShouldFailWhenDocumentAndEndpointsDiffer(Vertx vertx) {
    List<Endpoint> all = ThingsApi.echoing().endpoints();
    Endpoint unknown = new ThingsApi.TestEndpoint("unknown", request -> null);

    assertThatThrownBy(() -> await(vertx, all.subList(1, 5), 0))
        .hasMessageContaining("no endpoint for findThings");
    assertThatThrownBy(
            () -> await(vertx, Stream.concat(all.stream(), Stream.of(unknown)).toList(), 0))
        .hasMessageContaining("not in the OpenAPI document: [unknown]");
    assertThatThrownBy(() -> await(vertx, Stream.concat(all.stream(), all.stream()).toList(), 0))
        .hasMessageContaining("findThings");
  }

  private static Future<HttpListener> open(Vertx vertx, List<Endpoint> endpoints, int port) {
    HttpListenerOptions options =
        new HttpListenerOptions("things http", "127.0.0.1", port, HttpLimits.of(1_024));
    return HttpApiServer.open(vertx, options, ThingsApi.DOCUMENT, endpoints);
  }

  private static HttpListener await(Vertx vertx, List<Endpoint> endpoints, int port)
      throws Exception {
    return open(vertx, endpoints, port).await(30, TimeUnit.SECONDS);
  }

  @Test
  void openShouldNameHostAndPortWhenThePortIsTaken(Vertx vertx) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> await(vertx, ThingsApi.echoing().endpoints(), port))
          .isInstanceOfSatisfying(
              ServiceException.class, e -> assertThat(e.code()).isEqualTo("cannot_listen"))
          .hasMessageStartingWith("127.0.0.1:" + port + " is taken");
    }
  }

  @Test
  void instancesOfOneDeploymentShouldShareAPort(Vertx vertx) throws Exception {
    List<HttpListener> servers = new CopyOnWriteArrayList<>();
    List<Endpoint> endpoints = ThingsApi.echoing().endpoints();

    vertx
        .deployVerticle(
            () -> context -> open(vertx, endpoints, 0).onSuccess(servers::add),
            new DeploymentOptions().setInstances(2))
        .await(30, TimeUnit.SECONDS);
    int shared = ListeningPorts.of(vertx).port("things http").getAsInt();
    HttpListener other = ThingsApi.echoing().open(vertx);

    assertThat(servers).hasSize(2).allSatisfy(s -> assertThat(s.port()).isEqualTo(shared));
    assertThat(other.port()).isNotEqualTo(shared);
  }
}
