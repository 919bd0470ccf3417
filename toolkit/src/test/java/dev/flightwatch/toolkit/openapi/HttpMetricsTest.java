package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.management.ManagementServer;
import dev.flightwatch.toolkit.metrics.MeteredVertx;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Vert.x's metrics of a server, whose labels contain nothing that clients sent. */
class HttpMetricsTest {
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  private final Vertx vertx = MeteredVertx.builder(new VertxOptions()).build();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private String text() {
    return Meters.of(vertx).text();
  }

  private static Map<String, Set<String>> labelToValues(String text) {
    return text.lines()
        .filter(line -> line.startsWith("vertx_http_"))
        .flatMap(line -> LABEL.matcher(line).results())
        .collect(
            Collectors.groupingBy(
                found -> found.group(1),
                Collectors.mapping(found -> found.group(2), Collectors.toSet())));
  }

  @Test
  void requestsShouldBeCountedByRouteMethodAndStatus() throws Exception {
    // given
    ServiceException overloaded =
        ServiceException.of(ErrorKind.OVERLOADED, "overloaded", "Too many.");
    HttpTestClient client = ThingsApi.failing(overloaded).client(vertx);

    // when
    client.get("/things?code=LICC&days=3");
    client.get("/things?code=LICC&days=3");
    client.get("/work");

    // then
    assertThat(text().lines())
        .contains(
            "service_requests_shed_total{server=\"things http\"} 1.0",
            "vertx_http_server_requests_total{code=\"200\",method=\"GET\",route=\"/things\"} 2.0",
            "vertx_http_server_requests_total{code=\"503\",method=\"GET\",route=\"/work\"} 1.0",
            "vertx_http_server_response_time_seconds_count"
                + "{code=\"503\",method=\"GET\",route=\"/work\"} 1",
            "vertx_http_server_active_requests 0.0")
        .anyMatch(line -> line.startsWith("vertx_http_server_response_time_seconds_bucket{"));
  }

  @Test
  void labelsShouldContainNothingThatClientsSent() throws Exception {
    // given
    HttpTestClient client = ThingsApi.echoing().client(vertx);

    // when
    for (int i = 0; i < 20; i++) {
      client.get("/things?text=somebody" + i + "@example.com");
      client.get("/somebody" + i + "@example.com");
      client.get("/things/" + i);
      client.send(HttpMethod.valueOf("BREW" + i), "/things", Map.of(), Buffer.buffer());
      client.send(HttpMethod.DELETE, "/things", Map.of(), Buffer.buffer());
      client.get("/%zz" + i);
    }

    // then
    Map<String, Set<String>> labels = labelToValues(text());
    assertThat(labels.keySet()).containsExactlyInAnyOrder("route", "method", "code", "le");
    assertThat(labels.get("route")).isSubsetOf("/things", "");
    assertThat(labels.get("method"))
        .contains("GET", "DELETE", "OTHER")
        .allMatch(
            Set.of(
                    "OTHER", "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE",
                    "CONNECT")
                ::contains);
    assertThat(text().lines())
        .contains(
            "vertx_http_server_requests_total{code=\"405\",method=\"DELETE\",route=\"/things\"} 20.0",
            "vertx_http_server_active_requests 0.0");
    assertThat(labels.get("code")).isSubsetOf("200", "400", "404", "405", "501");
  }

  @Test
  void requestsInProgressShouldBeCountedUntilTheirCallersDisconnect() throws Exception {
    // given
    Promise<Response> response = Promise.promise();
    Promise<Void> called = Promise.promise();
    int port = ThingsApi.waiting(called, response.future()).open(vertx).port();
    RawHttpClient client = RawHttpClient.connect(vertx, port);

    // when
    client.send("GET /work HTTP/1.1\r\nHost: x\r\n\r\n");
    called.future().await(30, TimeUnit.SECONDS);
    String during = text();
    client.close();
    ThingsApi.awaitMetrics(
        vertx, metrics -> metrics.contains("vertx_http_server_active_connections 0.0"));

    // then
    assertThat(during.lines())
        .contains(
            "vertx_http_server_active_requests 1.0", "vertx_http_server_active_connections 1.0");
    assertThat(text().lines()).contains("vertx_http_server_active_requests 0.0");
  }

  @Test
  void managementServerShouldBeMeasuredToo() throws Exception {
    // given
    ManagementServer server =
        ManagementServer.open(vertx, "things", "127.0.0.1", 0, List.of())
            .await(30, TimeUnit.SECONDS);
    HttpTestClient client = new HttpTestClient(vertx, server.port());

    // when
    client.get("/health/live");
    client.get("/somebody@example.com");
    String text = client.get("/metrics").body().toString();

    // then
    Matcher route = Pattern.compile("route=\"([^\"]*)\"").matcher(text);
    assertThat(route.results().map(found -> found.group(1)).distinct())
        .containsExactlyInAnyOrder("/health/live", "");
  }
}
