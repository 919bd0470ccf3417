package dev.flightwatch.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Settings;
import dev.flightwatch.toolkit.tls.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.junit5.VertxExtension;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class HttpSettingsTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final AtomicBoolean drained = new AtomicBoolean();

  @Test
  void originsShouldBeAcceptedAsBrowsersSendThem() {
    assertThat(origins("")).isEmpty();
    assertThat(origins("*")).containsExactly("*");
    assertThat(origins("https://a.example, http://localhost:3000,http://[::1]:3000"))
        .containsExactlyInAnyOrder(
            "https://a.example", "http://localhost:3000", "http://[::1]:3000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example",
        "https://a.example/",
        "https://A.example",
        "https://*.example",
        "ftp://a.example",
        "https://a.example:",
        "null",
        "*, https://a.example",
      })
  void originsShouldBeRefusedWhenNoBrowserSendsThem(String text) {
    assertThatThrownBy(() -> origins(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be * alone, or origins as browsers send them");
  }

  @Test
  void listenerShouldHaveTheConfiguredLimitsAndHosts(Vertx vertx) {
    HttpListenerOptions options =
        options(
            vertx,
            JsonObject.of("http_client_connections", 7, "http_client_streams", 3)
                .put("public_url", "https://Flights.example:8443")
                .put("allowed_hosts", "user-manager"));

    assertThat(options.limits().perClient()).isEqualTo(new ClientLimits(7, 3, 2));
    assertThat(options.hosts())
        .isEqualTo(new ServedHosts(Set.of("localhost", "flights.example", "user-manager"), true));
    assertThat(options(vertx, new JsonObject()).limits().perClient())
        .isEqualTo(new ClientLimits(256, 4, 2));
  }

  @Test
  void stopShouldServeNewConnectionsUntilTheDelayIsOver(Vertx vertx) throws Exception {
    // given
    JsonObject json = JsonObject.of("http_stop_delay_seconds", 600);
    HttpListener target = listen(vertx, json);
    RawHttpClient idle = RawHttpClient.connect(vertx, target.port()).send(GET);
    idle.awaitText("done");

    // when
    Future<Void> stopped = HttpSettings.stop(load(json), target, () -> drained.set(true));

    // then
    assertThat(RawHttpClient.connect(vertx, target.port()).send(GET).awaitClose())
        .contains("connection: close", "done");
    assertThat(idle.send(GET).awaitClose()).contains("connection: close").endsWith("done");
    assertThat(drained).isFalse();
    assertThat(stopped.isComplete()).isFalse();
  }

  @Test
  void stopShouldCloseTheServerAfterTheDelay(Vertx vertx) throws Exception {
    // given
    JsonObject json = JsonObject.of("http_stop_delay_seconds", 0.1);
    HttpListener target = listen(vertx, json);
    RawHttpClient idle = RawHttpClient.connect(vertx, target.port());

    // when
    HttpSettings.stop(load(json), target, () -> drained.set(true)).await(30, TimeUnit.SECONDS);

    // then
    assertThat(drained).isTrue();
    assertThat(idle.awaitClose()).isEmpty();
  }

  private static HttpListener listen(Vertx vertx, JsonObject json) throws Exception {
    HttpListener listener = new HttpListener(vertx, options(vertx, json), TracingPolicy.IGNORE);
    listener
        .listen(
            request -> listener.writer().send(request, Response.bytes(200, Buffer.buffer("done"))))
        .await(30, TimeUnit.SECONDS);
    return listener;
  }

  private static HttpListenerOptions options(Vertx vertx, JsonObject json) {
    return HttpSettings.streamingApi(vertx, load(json), "things http", "127.0.0.1", 0);
  }

  private static Config load(JsonObject json) {
    return Config.load(json, new Settings(HttpSettings.STREAMING_API, TlsSettings.SERVER).all());
  }

  private static Set<String> origins(String text) {
    return HttpSettings.CORS_ORIGINS.reader().apply(text);
  }
}
