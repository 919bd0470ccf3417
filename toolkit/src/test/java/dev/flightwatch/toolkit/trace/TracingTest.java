package dev.flightwatch.toolkit.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.sun.net.httpserver.HttpServer;
import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class TracingTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Map<String, String> QUICK = Map.of("otel.bsp.schedule.delay", "20");

  private final LinesInMemory lines = new LinesInMemory();
  private Vertx vertx;

  /** Collects the log lines about the export of spans. */
  private static final class LinesInMemory extends AppenderBase<ILoggingEvent> {
    private final BlockingQueue<ILoggingEvent> events = new LinkedBlockingQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      events.add(event);
    }

    ILoggingEvent next() throws InterruptedException {
      ILoggingEvent event = events.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      assertThat(event).as("a line in the log").isNotNull();
      return event;
    }
  }

  /** A collector that responds with a status. */
  private static final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Integer> batches = new LinkedBlockingQueue<>();
    private volatile int status;

    Collector(int status) throws IOException {
      this.status = status;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/v1/traces",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(this.status, -1);
            exchange.close();
            batches.add(this.status);
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

  private void watchLog() {
    lines.start();
    exportLog().addAppender(lines);
  }

  private static Logger exportLog() {
    return (Logger) LoggerFactory.getLogger(SpanExport.class);
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
    exportLog().detachAppender(lines);
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
        .request(HttpMethod.GET, port, "127.0.0.1", "/")
        .compose(request -> request.send().compose(HttpClientResponse::end))
        .await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void installShouldNotTraceWhenNothingIsConfigured() {
    start(new JsonObject().put("some_other_key", 1));

    assertThat(ClientSpans.areEnabled(vertx)).isFalse();
  }

  @Test
  void installShouldNotTraceWhenTheExporterIsNone() throws Exception {
    try (Collector collector = new Collector(200)) {
      start(collector.configuration().put("otel_traces_exporter", "none"));

      assertThat(ClientSpans.areEnabled(vertx)).isFalse();
    }
  }

  @Test
  void installShouldNotTraceWhenTheSdkIsDisabled() throws Exception {
    try (Collector collector = new Collector(200)) {
      start(collector.configuration().put("otel_sdk_disabled", true));

      assertThat(ClientSpans.areEnabled(vertx)).isFalse();
    }
  }

  @Test
  void installShouldNameEveryInvalidVariable() {
    JsonObject wrong =
        JsonObject.of("otel_traces_exporter", "jaeger", "otel_exporter_otlp_endpoint", "nowhere");

    assertThatThrownBy(() -> start(wrong))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("OTEL_TRACES_EXPORTER must be otlp"))
                    .anyMatch(line -> line.startsWith("OTEL_EXPORTER_OTLP_ENDPOINT must be")));
  }

  @Test
  void installShouldReportInOneLineWhatTheSdkRefuses() {
    System.setProperty("otel.traces.sampler", "sometimes");

    assertThatThrownBy(() -> start(JsonObject.of("otel_traces_exporter", "console")))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .singleElement()
                    .asString()
                    .contains("otel.traces.sampler")
                    .doesNotContain("\n"));
  }

  @Test
  void installShouldNameTheSupportedProtocolWhenItIsAnother() {
    System.setProperty("otel.exporter.otlp.protocol", "grpc");

    assertThatThrownBy(() -> start(JsonObject.of("otel_traces_exporter", "otlp")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("by http/protobuf")
        .hasMessageContaining("Grpc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization=Bearer s3cret%zz", "Bearer s3cret", "a=1,s3cret"})
  void installShouldRevealNoHeaderWhenTheHeadersAreInvalid(String headers) {
    System.setProperty("otel.exporter.otlp.headers", headers);

    assertThatThrownBy(() -> start(JsonObject.of("otel_traces_exporter", "otlp")))
        .isInstanceOf(ConfigException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }

  @Test
  void spansShouldBeExportedWhenVertxCloses() throws Exception {
    try (Collector collector = new Collector(200)) {
      vertx = Tracing.install(Vertx.builder(), collector.configuration()).build();
      serveOneRequest();

      vertx.close().await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);

      assertThat(collector.batches).hasSize(1);
    }
  }

  @Test
  void logShouldReportOnceThatTheCollectorIsUnavailableAndOnceThatItIsAvailable() throws Exception {
    try (Collector collector = new Collector(400)) {
      // given
      watchLog();
      start(collector.configuration());

      // when
      for (int batch = 0; batch < 3; batch++) {
        serveOneRequest();
        collector.awaitBatch();
      }
      ILoggingEvent unavailable = lines.next();
      collector.status = 200;
      serveOneRequest();
      ILoggingEvent available = lines.next();

      // then
      assertThat(unavailable.getLevel()).isEqualTo(Level.WARN);
      assertThat(unavailable.getFormattedMessage())
          .contains("127.0.0.1:" + collector.server.getAddress().getPort())
          .doesNotContain("secret");
      assertThat(available.getLevel()).isEqualTo(Level.INFO);
      assertThat(lines.events).isEmpty();
    }
  }

  @Test
  void requestsShouldBeServedAndTheStopBeBoundedWhenTheCollectorDoesNotRespond() throws Exception {
    try (java.net.ServerSocket silent =
        new java.net.ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      start(
          JsonObject.of(
              "otel_exporter_otlp_endpoint", "http://127.0.0.1:" + silent.getLocalPort()));
      serveOneRequest();
      serveOneRequest();
      long begun = System.nanoTime();

      vertx.close().await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
  }
}
