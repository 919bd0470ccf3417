package dev.flightwatch.toolkit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import dev.flightwatch.toolkit.log.Correlation;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that conf/logback.xml makes. */
class LogLinesTest {
  private static final Path SHIPPED =
      Path.of(System.getProperty("flightwatch.home"), "conf", "logback.xml");
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final LoggerContext logging = new LoggerContext();
  @TempDir Path folder;

  private void configure(Path file, Map<String, String> properties) throws Exception {
    properties.forEach(logging::putProperty);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(logging);
    configurator.doConfigure(file.toFile());
  }

  @AfterEach
  void close() {
    logging.stop();
  }

  private String line(String message, Throwable failure) {
    Logger logger = logging.getLogger("dev.flightwatch.Example");
    LoggingEvent event =
        new LoggingEvent(getClass().getName(), logger, Level.INFO, message, failure, null);
    event.setInstant(Instant.parse("2026-01-02T03:04:05.678Z"));
    Appender<ILoggingEvent> console = logging.getLogger("ROOT").getAppender("console");
    byte[] line = ((ConsoleAppender<ILoggingEvent>) console).getEncoder().encode(event);
    return new String(line, StandardCharsets.UTF_8);
  }

  /** The line of a request with a trace of its caller. */
  private String tracedLine(String message) throws Exception {
    JsonObject traced = JsonObject.of("otel_exporter_otlp_endpoint", "http://127.0.0.1:1");
    Vertx vertx = Tracing.install(Vertx.builder(), traced).build();
    try {
      ContextInternal request = ((VertxInternal) vertx).createEventLoopContext().duplicate();
      VertxTracer<?, ?> tracer = request.tracer();
      tracer.receiveRequest(
          request,
          SpanKind.RPC,
          TracingPolicy.ALWAYS,
          "a request",
          "GET",
          Map.of("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-00").entrySet(),
          TagExtractor.empty());
      CompletableFuture<String> line = new CompletableFuture<>();
      request.runOnContext(
          now -> {
            Correlation.adopt("req-1");
            line.complete(line(message, null));
          });
      return line.get(30, TimeUnit.SECONDS);
    } finally {
      vertx.close().await(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void textShouldNameTheTraceWhenThereIsOne() throws Exception {
    configure(SHIPPED, Map.of());
    assertThat(line("Hello", null))
        .isEqualTo("2026-01-02T03:04:05.678Z INFO  [-] Example - Hello\n");
    assertThat(tracedLine("Hello"))
        .isEqualTo("2026-01-02T03:04:05.678Z INFO  [req-1] [" + TRACE + "] Example - Hello\n");
  }

  @Test
  void jsonShouldHaveNoEmptyFieldsWhenNothingIsTraced() throws Exception {
    configure(SHIPPED, Map.of("LOG_FORMAT", "json"));

    String line = line("He said \"hello\"\nand left", null);

    assertThat(line.lines()).hasSize(1);
    JsonObject json = new JsonObject(line);
    assertThat(json.fieldNames()).containsExactly("time", "level", "logger", "thread", "message");
    assertThat(json.getString("time")).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(json.getString("message")).isEqualTo("He said \"hello\"\nand left");
  }

  @Test
  void jsonShouldHaveTheIdsOfATraceAndABoundedStackTrace() throws Exception {
    configure(SHIPPED, Map.of("LOG_FORMAT", "json"));
    JsonObject json = new JsonObject(tracedLine("Hello"));
    assertThat(json.getString("trace_id")).isEqualTo(TRACE);
    assertThat(json.getString("span_id")).hasSize(16);
    assertThat(json.getString("correlation_id")).isEqualTo("req-1");
    String exception =
        new JsonObject(line("Oh", new IllegalStateException("deep"))).getString("exception");
    assertThat(exception).contains("IllegalStateException: deep");
    assertThat(exception.lines().filter(frame -> frame.startsWith("\tat "))).hasSize(8);
  }

  @Test
  void levelShouldChangeWithoutARestartWhenTheFileDoes() throws Exception {
    // given
    Path file = folder.resolve("logback.xml");
    Files.writeString(file, Files.readString(SHIPPED).replace("10 seconds", "20 milliseconds"));
    configure(file, Map.of());
    Logger ours = logging.getLogger("dev.flightwatch");
    assertThat(ours.getLevel()).isEqualTo(Level.INFO);

    // when
    Files.writeString(file, Files.readString(file).replace("${LOG_LEVEL:-INFO}", "DEBUG"));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));

    // then
    Runnable waiting =
        () -> {
          while (ours.getLevel() != Level.DEBUG) {
            Thread.onSpinWait();
          }
        };
    assertThat(CompletableFuture.runAsync(waiting)).succeedsWithin(30, TimeUnit.SECONDS);
  }
}
