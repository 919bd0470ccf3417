package dev.flightwatch.toolkit.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.sun.net.httpserver.HttpServer;
import dev.flightwatch.toolkit.CapturedLog;
import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** The exporter's own limit; the stop waits for a part of it. */
  private static final Duration EXPORTER_TIMEOUT = Duration.ofSeconds(10);

  private static final Map<String, String> QUICK = Map.of("otel.bsp.schedule.delay", "20");

  @RegisterExtension final CapturedLog log = new CapturedLog(SpanExport.class);
  private Vertx vertx;

  /** A collector that responds with a status. */
  private static final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Integer> batches = new LinkedBlockingQueue<>();
    private final StringBuffer spans = new StringBuffer();
    private volatile int status;

    Collector(int status) throws IOException {
      this.status = status;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/v1/traces",
          exchange -> {
            spans.append(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            int response = this.status;
            // Before the response, after which Vert.x may be closed and the test go on.
            batches.add(response);
            exchange.sendResponseHeaders(response, -1);
            exchange.close();
          });
      server.start();
    }

    JsonObject configuration() {
      return JsonObject.of(
          "otel_exporter_otlp_endpoint",
          "http://me:secret@127.0.0.1:" + server.getAddress().getPort());
    }

    void awaitBatch() throws InterruptedException {
      assertThat(batches.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private void start(JsonObject configuration) {
    QUICK.forEach(System::setProperty);
    vertx = Tracing.install(Vertx.builder(), configuration).build();
  }

  @AfterEach
  void close() throws Exception {
    QUICK.keySet().forEach(System::clearProperty);
    List.of("traces.sampler", "exporter.otlp.protocol", "exporter.otlp.headers")
        .forEach(property -> System.clearProperty("otel." + property));
    if (vertx != null) {
      vertx.close().await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** Creates a span. */
  private void serveOneRequest() throws Exception {
    int port =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.response().end())
            .listen(0, "127.0.0.1")
            .await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
            .actualPort();
    HttpClient client = vertx.createHttpClient();
    client
        .request(HttpMethod.GET, port, "127.0.0.1", "/?of=sara")
        .compose(request -> request.send().compose(HttpClientResponse::end))
        .await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({"some_other_key, 1", "otel_traces_exporter, none", "otel_sdk_disabled, true"})
  void installShouldNotTraceWhenItIsNotConfigured(String key, String value) {
    JsonObject configuration = JsonObject.of(key, value);
    if (key.startsWith("otel")) {
      configuration.put("otel_exporter_otlp_endpoint", "http://127.0.0.1:1");
    }
    start(configuration);
    assertThat(((VertxInternal) vertx).tracer()).isNull();
  }

  @Test
  void installShouldNameEveryInvalidVariable() {
    JsonObject wrong =
        JsonObject.of("otel_traces_exporter", "jaeger", "otel_exporter_otlp_endpoint", "nowhere");
    assertThatThrownBy(() -> start(wrong))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "OTEL_TRACES_EXPORTER must be otlp", "OTEL_EXPORTER_OTLP_ENDPOINT must be");
  }

  @ParameterizedTest
  @CsvSource({
    "otel.traces.sampler, sometimes, otel.traces.sampler",
    "otel.exporter.otlp.protocol, grpc, Grpc",
    "otel.exporter.otlp.headers, authorization=Bearer s3cret%zz, by http/protobuf",
    "otel.exporter.otlp.headers, Bearer s3cret, by http/protobuf",
    "otel.exporter.otlp.headers, 'a=1,s3cret', by http/protobuf"
  })
  void installShouldReportInOneLineWhatTheSdkRefusesAndRevealNoHeader(
      String property, String value, String expected) {
    System.setProperty(property, value);
    assertThatThrownBy(() -> start(JsonObject.of("otel_traces_exporter", "otlp")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("by http/protobuf", expected)
        .hasMessageNotContainingAny("s3cret", "\n");
  }

  @Test
  void spansShouldBeRedactedAndExportedWhenVertxCloses() throws Exception {
    try (Collector collector = new Collector(200)) {
      vertx = Tracing.install(Vertx.builder(), collector.configuration()).build();
      serveOneRequest();

      vertx.close().await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);

      assertThat(collector.batches).hasSize(1);
      assertThat(collector.spans.toString()).contains("url.scheme").doesNotContain("sara");
    }
  }

  @Test
  void logShouldReportOnceThatTheCollectorIsUnavailableAndOnceThatItIsAvailable() throws Exception {
    try (Collector collector = new Collector(400)) {
      // given
      start(collector.configuration());

      // when
      for (int batch = 0; batch < 3; batch++) {
        serveOneRequest();
        collector.awaitBatch();
      }
      ILoggingEvent unavailable = log.next();
      collector.status = 200;
      serveOneRequest();
      ILoggingEvent available = log.next();

      // then
      assertThat(unavailable.getLevel()).isEqualTo(Level.WARN);
      assertThat(unavailable.getFormattedMessage())
          .contains("127.0.0.1:" + collector.server.getAddress().getPort())
          .doesNotContain("secret");
      assertThat(available.getLevel()).isEqualTo(Level.INFO);
      assertThat(log.messages()).isEmpty();
    }
  }

  @Test
  void requestsShouldBeServedAndTheStopBeBoundedWhenTheCollectorDoesNotRespond() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      start(
          JsonObject.of(
              "otel_exporter_otlp_endpoint", "http://127.0.0.1:" + silent.getLocalPort()));
      serveOneRequest();
      serveOneRequest();
      long begun = System.nanoTime();

      vertx.close().await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(EXPORTER_TIMEOUT);
    }
  }
}
