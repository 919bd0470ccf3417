package dev.flightwatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.HttpTestClient.Reply;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Settings;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.launch.ListeningPorts;
import dev.flightwatch.toolkit.tls.TlsSettings;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class GatewayVerticleTest {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'%s data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static JsonObject settings(int userManager, int dataCollector) {
    return JsonObject.of(
        "gateway_http_port",
        0,
        "gateway_management_port",
        0,
        "http_drain_seconds",
        0,
        "http_instances",
        2,
        "user_manager_http",
        "127.0.0.1:" + userManager,
        "data_collector_http",
        "127.0.0.1:" + dataCollector);
  }

  private static String deploy(Vertx vertx, JsonObject settings) throws Exception {
    return vertx
        .deployVerticle(new GatewayVerticle(), new DeploymentOptions().setConfig(settings))
        .await(30, TimeUnit.SECONDS);
  }

  private static HttpTestClient client(Vertx vertx, String server) {
    return new HttpTestClient(vertx, ListeningPorts.of(vertx).port(server).orElseThrow());
  }

  @Test
  void gatewayShouldBeReadyAndNameTheServiceThatIsAway(Vertx vertx) throws Exception {
    StubService service = new StubService(vertx);
    deploy(vertx, settings(GatewayRig.closedPort(), service.port()));

    Reply ready = client(vertx, "gateway management").get("/health/ready");

    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().getString("status")).isEqualTo("DEGRADED");
    Map<String, String> nameToStatus =
        ready.json().getJsonArray("checks").stream()
            .map(JsonObject.class::cast)
            .collect(Collectors.toMap(c -> c.getString("name"), c -> c.getString("status")));
    assertThat(nameToStatus).isEqualTo(Map.of("user_manager", "DOWN", "data_collector", "UP"));
    assertThat(client(vertx, "gateway http").get("/api/airports").status()).isEqualTo(200);
  }

  @Test
  void requestShouldBeRefusedWhenItIsForAnotherHost(Vertx vertx) throws Exception {
    StubService service = new StubService(vertx);
    deploy(vertx, settings(service.port(), service.port()));
    int port = ListeningPorts.of(vertx).port("gateway http").orElseThrow();

    String response =
        RawHttpClient.connect(vertx, port)
            .send("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
            .awaitClose();

    assertThat(response).startsWith("HTTP/1.1 421");
  }

  @Test
  void undeploymentShouldClosePortsAfterTheDelay(Vertx vertx) throws Exception {
    StubService service = new StubService(vertx);
    String id =
        deploy(vertx, settings(service.port(), service.port()).put("http_stop_delay_seconds", 1));
    HttpTestClient client = client(vertx, "gateway http");
    client.get("/");

    long begin = System.nanoTime();
    vertx.undeploy(id).await(30, TimeUnit.SECONDS);

    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
    assertThatThrownBy(() -> client.get("/")).isInstanceOf(java.io.IOException.class);
  }

  @Test
  void gatewayShouldServeAndCallOverTlsWhenItHasTheFiles(Vertx vertx, @TempDir Path folder)
      throws Exception {
    X509Bundle bundle =
        new CertificateBuilder()
            .subject("CN=gateway")
            .addSanIpAddress("127.0.0.1")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    Path certificate = Files.writeString(folder.resolve("c.pem"), bundle.getCertificatePEM());
    Path key = Files.writeString(folder.resolve("c.key"), bundle.getPrivateKeyPEM());
    int service =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(certificate.toString())
                            .setKeyPath(key.toString())))
            .requestHandler(r -> r.response().end("came by " + r.getHeader("X-Forwarded-Proto")))
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS)
            .actualPort();
    deploy(
        vertx,
        settings(service, service)
            .put("http_tls_ca", certificate.toString())
            .put("tls_certificate", certificate.toString())
            .put("tls_key", key.toString()));
    int port = ListeningPorts.of(vertx).port("gateway http").orElseThrow();

    String response =
        RawHttpClient.connect(vertx, URI.create("https://127.0.0.1:" + port))
            .send("GET /api/flights/last HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .awaitClose();

    assertThat(response).startsWith("HTTP/1.1 200").endsWith("came by https");
  }

  /** Returns the client's network to each request. */
  private static final class NetworkService extends VerticleBase {
    private HttpListener listener;

    @Override
    public Future<?> start() {
      Settings settings = new Settings(HttpSettings.SETTINGS, TlsSettings.SETTINGS);
      HttpListenerOptions options =
          HttpSettings.listener(
              vertx, Config.load(new JsonObject(), settings.all()), "service http", "127.0.0.1", 0);
      listener = new HttpListener(vertx, options, TracingPolicy.IGNORE);
      return listener.listen(
          request -> request.response().end("from " + options.clients().of(request)));
    }
  }

  @Test
  void serviceInTheSameProcessShouldTrustTheGatewayAndNoOtherCaller(Vertx vertx) throws Exception {
    // given
    vertx.deployVerticle(new NetworkService()).await(20, TimeUnit.SECONDS);
    int service = ListeningPorts.of(vertx).port("service http").orElseThrow();
    deploy(vertx, settings(service, service).put("trusted_proxies", "127.0.0.1"));
    int gateway = ListeningPorts.of(vertx).port("gateway http").orElseThrow();
    String request =
        " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.7\r\nConnection: close\r\n\r\n";

    // when: at the same time, so that the gateway opens many connections
    List<RawHttpClient> clients = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      clients.add(RawHttpClient.connect(vertx, gateway).send("GET /api/airports" + request));
    }

    // then
    for (RawHttpClient client : clients) {
      assertThat(client.awaitClose()).endsWith("from 203.0.113.7");
    }
    assertThat(RawHttpClient.connect(vertx, service).send("GET /airports" + request).awaitClose())
        .endsWith("from 127.0.0.1");
  }

  @Test
  void startPageShouldAllowImagesOfTheTilesOnlyWhenTheyAreSet(Vertx vertx) throws Exception {
    JsonObject settings = settings(1, 1);
    String without = deploy(vertx, settings);
    Reply plain = client(vertx, "gateway http").get("/");
    vertx.undeploy(without).await(30, TimeUnit.SECONDS);
    deploy(
        vertx,
        settings
            .put("map_tiles_url", "https://t.example:8/{z}/{x}/{y}?a=$1&lt=2")
            .put("map_tiles_attribution", "\"©\" <b>Ex&amp;</b>"));
    HttpTestClient client = client(vertx, "gateway http");
    Reply page = client.get("/");
    Reply zipped = client.get("/", Map.of("Accept-Encoding", "gzip"));

    String element =
        "  <meta name=\"map-tiles\" content=\"https://t.example:8/{z}/{x}/{y}?a=$1&amp;lt=2\""
            + " data-attribution=\"&quot;©&quot; &lt;b&gt;Ex&amp;amp;&lt;/b&gt;\">\n</head>";
    assertThat(policy(plain)).isEqualTo(POLICY.formatted(""));
    assertThat(page.body().toString())
        .isEqualTo(plain.body().toString().replace("</head>", element))
        .contains(element);
    assertThat(page.header("ETag")).isNotEqualTo(plain.header("ETag"));
    assertThat(List.of(policy(page), policy(zipped)))
        .containsOnly(POLICY.formatted(" https://t.example:8"));
    assertThat(policy(client.get("/board/app.js"))).isEqualTo(POLICY.formatted(""));
    assertThat(policy(client.get("/docs"))).isEqualTo(POLICY.formatted(""));
    assertThat(client.get("/", Map.of("If-None-Match", page.header("ETag"))).status())
        .isEqualTo(304);
    assertThat(client.get("/", Map.of("If-None-Match", plain.header("ETag"))).status())
        .isEqualTo(200);
  }

  private static String policy(Reply reply) {
    return reply.header("Content-Security-Policy");
  }

  @Test
  void startShouldFailWithEveryProblemOfTheSettings(Vertx vertx) {
    JsonObject wrong =
        JsonObject.of(
            "gateway_http_port",
            5180,
            "user_manager_http",
            "nowhere",
            "trusted_proxies",
            "10.0.0.0/99");

    assertThatThrownBy(() -> deploy(vertx, wrong))
        .hasMessageContainingAll("USER_MANAGER_HTTP", "TRUSTED_PROXIES");
    assertThatThrownBy(() -> deploy(vertx, JsonObject.of("gateway_http_port", 5180)))
        .hasMessageContaining("GATEWAY_MANAGEMENT_PORT");
  }
}
