package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(VertxExtension.class)
class HttpApiServerTest {

  @Test
  void serverShouldPassTheValidatedRequestToTheEndpoint(Vertx vertx) throws Exception {
    HttpTestClient target = new HttpTestClient(vertx, ThingsApi.echoing().open(vertx).port());

    HttpTestClient.Reply reply =
        target.get("/things?code=lirf&days=30&text=caff%C3%A8+%2B&other=1");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.json())
        .isEqualTo(
            JsonObject.of(
                "code",
                "lirf",
                "days",
                30,
                "limit",
                500,
                "text",
                "caffè +",
                "correlation_id",
                reply.header(Correlation.HEADER)));
  }

  @Test
  void serverShouldPassBodyAndHeadersAndIgnoreUnknownFields(Vertx vertx) throws Exception {
    HttpTestClient target = new HttpTestClient(vertx, ThingsApi.echoing().open(vertx).port());

    HttpTestClient.Reply reply =
        target.post(
            "/things",
            Map.of("Content-Type", "application/JSON; charset=\"UTF-8\"", "request-id", "r 1"),
            "{\"email\":\"a@b.c\",\"password\":\"12345678\",\"more\":{\"x\":\"\\u0000\"},\"maybe\":null}");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.json()).isEqualTo(JsonObject.of("email", "a@b.c", "request_id", "r 1"));
  }

  @Test
  void serverShouldSendBodyAndHeadersUnchanged(Vertx vertx) throws Exception {
    Response response =
        Response.bytes(202, Buffer.buffer("{ \"a\" : 1 }"))
            .withHeader("Idempotent-Replayed", "true")
            .withHeader("Cache-Control", "private");
    ThingsApi api = new ThingsApi(request -> Future.succeededFuture(response));

    HttpTestClient.Reply reply = new HttpTestClient(vertx, api.open(vertx).port()).get("/work");

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.body().toString()).isEqualTo("{ \"a\" : 1 }");
    assertThat(reply.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(reply.header("Cache-Control")).isEqualTo("private");
  }

  @ParameterizedTest
  @CsvSource({
    "abc-DEF_1.2, true",
    "a/b, false",
    "'', false",
    "' ', false",
    "caf\u00e9, false",
  })
  void serverShouldKeepTheCorrelationIdOfTheClientWhenItIsWellFormed(
      String id, boolean kept, Vertx vertx) throws Exception {
    AtomicReference<String> logged = new AtomicReference<>();
    ThingsApi api =
        new ThingsApi(
            request -> {
              logged.set(Correlation.current());
              return Future.succeededFuture(Response.json(200, new JsonObject()));
            });
    HttpTestClient target = new HttpTestClient(vertx, api.open(vertx).port());

    HttpTestClient.Reply reply =
        target.send(HttpMethod.GET, "/work", Map.of(Correlation.HEADER, id), Buffer.buffer());

    String returned = reply.header(Correlation.HEADER);
    assertThat(returned).matches("[A-Za-z0-9._-]{1,64}").isEqualTo(logged.get());
    assertThat(returned.equals(id)).isEqualTo(kept);
  }

  @Test
  void serverShouldRespondWith404WhenThePathIsUnknown(Vertx vertx) throws Exception {
    HttpTestClient target = new HttpTestClient(vertx, ThingsApi.echoing().open(vertx).port());

    HttpTestClient.Reply reply = target.get("/nothing/here");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.json())
        .isEqualTo(
            JsonObject.of(
                "type", "about:blank",
                "title", "Not Found",
                "status", 404,
                "detail", "No resource has this path.",
                "code", "unknown_path",
                "correlation_id", reply.header(Correlation.HEADER)));
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH, /things, 'GET, HEAD, OPTIONS, POST'",
    "DELETE, /work, 'GET, HEAD, OPTIONS, PUT'"
  })
  void serverShouldRespondWith405AndAllowWhenTheMethodIsUnknown(
      String method, String path, String allowed, Vertx vertx) throws Exception {
    HttpTestClient target = new HttpTestClient(vertx, ThingsApi.echoing().open(vertx).port());

    HttpTestClient.Reply reply =
        target.send(HttpMethod.valueOf(method), path, Map.of(), Buffer.buffer());

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo(allowed);
    assertThat(reply.header(Correlation.HEADER)).isNotEmpty();
    assertThat(reply.json().getString("code")).isEqualTo("method_not_allowed");
  }

  @ParameterizedTest
  @EnumSource(ErrorKind.class)
  void serverShouldMapEveryKindOfFailure(ErrorKind kind, Vertx vertx) throws Exception {
    ThingsApi api =
        new ThingsApi(
            call ->
                Future.failedFuture(
                    ServiceException.of(
                        kind, "some_code", "Some detail.", new IllegalStateException("secret"))));

    HttpTestClient.Reply reply = new HttpTestClient(vertx, api.open(vertx).port()).get("/work");

    int expected =
        Map.ofEntries(
                Map.entry(ErrorKind.INVALID, 400),
                Map.entry(ErrorKind.UNAUTHENTICATED, 401),
                Map.entry(ErrorKind.NOT_FOUND, 404),
                Map.entry(ErrorKind.METHOD_NOT_ALLOWED, 405),
                Map.entry(ErrorKind.GONE, 410),
                Map.entry(ErrorKind.TOO_LARGE, 413),
                Map.entry(ErrorKind.UNSUPPORTED_TYPE, 415),
                Map.entry(ErrorKind.CONFLICT, 422),
                Map.entry(ErrorKind.INTERNAL, 500),
                Map.entry(ErrorKind.OVERLOADED, 503),
                Map.entry(ErrorKind.UNAVAILABLE, 503),
                Map.entry(ErrorKind.TIMEOUT, 503))
            .get(kind);
    assertThat(reply.status()).isEqualTo(expected);
    assertThat(reply.json().getInteger("status")).isEqualTo(expected);
    assertThat(reply.json().getString("code")).isEqualTo("some_code");
    assertThat(reply.json().getString("detail")).isEqualTo("Some detail.");
    assertThat(reply.header("Retry-After") != null).isEqualTo(expected == 503);
    assertThat(reply.body().toString()).doesNotContain("secret").doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({"thrown", "failed", "noFuture", "noResponse", "badHeader", "error"})
  void serverShouldRespondWith500WithoutInternalsWhenAnEndpointIsDefective(
      String defect, Vertx vertx) throws Exception {
    ThingsApi api = new ThingsApi(request -> defective(defect));
    HttpTestClient target = new HttpTestClient(vertx, api.open(vertx).port());

    HttpTestClient.Reply reply = target.get("/work");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.json().getString("code")).isEqualTo("internal_error");
    assertThat(reply.header(Correlation.HEADER))
        .isEqualTo(reply.json().getString("correlation_id"));
    assertThat(reply.body().toString()).doesNotContain("secret").doesNotContain("Exception");
    assertThat(target.get("/things?code=LIRF&days=1").status()).isEqualTo(200);
  }

  private static Future<Response> defective(String defect) {
    return switch (defect) {
      case "thrown" -> throw new IllegalStateException("secret");
      case "error" -> throw new StackOverflowError("secret");
      case "failed" -> Future.failedFuture("secret");
      case "noFuture" -> null;
      case "noResponse" -> Future.succeededFuture();
      default ->
          Future.succeededFuture(
              Response.json(200, new JsonObject()).withHeader("X-Bad", "a\r\nSecret: b"));
    };
  }

  @Test
  void serverShouldRefuseRequestsWhenTooManyAreInFlight(Vertx vertx) throws Exception {
    Promise<Response> slow = Promise.promise();
    Promise<Void> called = Promise.promise();
    ThingsApi api = ThingsApi.waiting(called, slow.future());
    HttpLimits limits = new HttpLimits(65_536, HttpLimits.DEFAULTS.requestTimeout(), 1, 64);
    int port = api.open(vertx, limits).port();
    RawHttpClient first = RawHttpClient.connect(vertx, port);
    first.send("GET /work HTTP/1.1\r\nHost: x\r\n\r\n");
    called.future().await(10, TimeUnit.SECONDS);

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

    assertThatThrownBy(() -> openWith(vertx, all.subList(1, all.size())))
        .hasMessageContaining("no endpoint for findThings");
    assertThatThrownBy(
            () -> openWith(vertx, List.of(all.get(0), all.get(1), all.get(2), all.get(3), unknown)))
        .hasMessageContaining("not in the OpenAPI document: [unknown]");
    assertThatThrownBy(
            () -> openWith(vertx, List.of(all.get(0), all.get(1), all.get(2), all.get(2))))
        .hasMessageContaining("two endpoints for work");
  }

  private static HttpApiServer openWith(Vertx vertx, List<Endpoint> endpoints) throws Exception {
    HttpListenerOptions options = new HttpListenerOptions("things http", "127.0.0.1", 0);
    return HttpApiServer.open(vertx, options, ThingsApi.DOCUMENT, endpoints)
        .await(20, TimeUnit.SECONDS);
  }

  @Test
  void openShouldNameHostAndPortWhenThePortIsTaken(Vertx vertx) throws Exception {
    int taken =
        vertx
            .createNetServer()
            .connectHandler(socket -> socket.close())
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS)
            .actualPort();
    HttpListenerOptions options = new HttpListenerOptions("things http", "127.0.0.1", taken);
    Vertx other = Vertx.vertx();

    assertThatThrownBy(
            () ->
                HttpApiServer.open(
                        other, options, ThingsApi.DOCUMENT, ThingsApi.echoing().endpoints())
                    .await(20, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.code()).isEqualTo("cannot_listen"))
        .hasMessageStartingWith("127.0.0.1:" + taken + " is taken");
    other.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void instancesOfOneDeploymentShouldShareAPort(Vertx vertx) throws Exception {
    List<HttpApiServer> servers = new CopyOnWriteArrayList<>();

    vertx
        .deployVerticle(
            () ->
                context ->
                    HttpApiServer.open(
                            vertx,
                            new HttpListenerOptions("shared http", "127.0.0.1", 0),
                            ThingsApi.DOCUMENT,
                            ThingsApi.echoing().endpoints())
                        .onSuccess(servers::add),
            new DeploymentOptions().setInstances(2))
        .await(20, TimeUnit.SECONDS);
    HttpApiServer other = ThingsApi.echoing().open(vertx);

    assertThat(servers).hasSize(2);
    assertThat(servers.get(0).port()).isEqualTo(servers.get(1).port()).isNotEqualTo(other.port());
    assertThat(ListeningPorts.of(vertx).port("shared http")).hasValue(servers.get(0).port());
  }
}
