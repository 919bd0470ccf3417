package dev.flightwatch.toolkit.trace;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.ConfigException;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.vertx.core.Context;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import io.vertx.tracing.opentelemetry.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Vert.x's tracer with its own OpenTelemetry SDK. Each span has the name of its verticle, and the
 * remaining spans are exported when Vert.x closes, within a bound.
 */
record SdkTracer<I, O>(VertxTracer<I, O> tracer, OpenTelemetrySdk sdk)
    implements VertxTracer<I, O> {
  static final String VERTICLE = "vertx.verticle";

  private static final long FLUSH_SECONDS = 2;

  /** Defaults for variables that are not set; OTLP over gRPC would need another HTTP client. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.exporter.otlp.protocol", "http/protobuf",
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none",
          // Baggage would forward a caller's data to third parties.
          "otel.propagators", "tracecontext",
          "otel.traces.sampler", "parentbased_always_on");

  /**
   * Loggers of OpenTelemetry whose messages {@link SpanExport} logs in one line. The references
   * keep the loggers, and with them their levels, from garbage collection.
   */
  private static final Map<Logger, Level> QUIET =
      Map.of(
          Logger.getLogger("io.opentelemetry.exporter.internal"), Level.OFF,
          Logger.getLogger("io.opentelemetry.sdk.autoconfigure"), Level.WARNING);

  /**
   * Creates the SDK from the configuration and OpenTelemetry's variables.
   *
   * @throws ConfigException when they are invalid
   */
  static VertxTracerFactory factory(Config config) {
    QUIET.forEach(Logger::setLevel);
    OpenTelemetrySdk sdk = sdk(config);
    return options -> new SdkTracer<>(new OpenTelemetryTracingFactory(sdk).tracer(options), sdk);
  }

  private static OpenTelemetrySdk sdk(Config config) {
    String collector = TraceSettings.collector(config).orElse("http://localhost:4318");
    try {
      return AutoConfiguredOpenTelemetrySdk.builder()
          .disableShutdownHook()
          .addPropertiesCustomizer(read -> properties(config, read))
          .addSpanExporterCustomizer(
              (exporter, read) -> new SpanExport(exporter, collector.replaceAll("//.*@", "//")))
          .build()
          .getOpenTelemetrySdk();
    } catch (RuntimeException e) {
      throw new ConfigException(
          List.of("OTEL_...: tracing cannot be set up, with OTLP by http/protobuf: " + reason(e)));
    }
  }

  /** A variable that is empty counts as not set, as for every setting. */
  private static Map<String, String> properties(Config config, ConfigProperties read) {
    Map<String, String> properties = new HashMap<>(DEFAULTS);
    properties.keySet().removeIf(name -> !read.getString(name, "").isBlank());
    properties.putAll(TraceSettings.properties(config));
    return properties;
  }

  /** Returns the SDK's message without the values that it quotes, such as secrets in headers. */
  private static String reason(Throwable failure) {
    return String.valueOf(SpanExport.rootCause(failure).getMessage()).split("[=\"\n]", 2)[0];
  }

  /** Services may share a process. */
  private static <T> T withVerticle(Context context, T span) {
    if (span instanceof Operation started && context.get(VERTICLE) instanceof String verticle) {
      started.span().setAttribute(VERTICLE, verticle);
    }
    return span;
  }

  @Override
  public <R> I receiveRequest(
      Context context,
      SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      Iterable<Entry<String, String>> headers,
      TagExtractor<R> tags) {
    return withVerticle(
        context, tracer.receiveRequest(context, kind, policy, request, operation, headers, tags));
  }

  @Override
  public <R> void sendResponse(
      Context context, R response, I payload, Throwable failure, TagExtractor<R> tags) {
    tracer.sendResponse(context, response, payload, failure, tags);
  }

  @Override
  public <R> O sendRequest(
      Context context,
      SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      BiConsumer<String, String> headers,
      TagExtractor<R> tags) {
    return withVerticle(
        context, tracer.sendRequest(context, kind, policy, request, operation, headers, tags));
  }

  @Override
  public <R> void receiveResponse(
      Context context, R response, O payload, Throwable failure, TagExtractor<R> tags) {
    tracer.receiveResponse(context, response, payload, failure, tags);
  }

  /** Called after the event loops have ended. */
  @Override
  public void close() {
    tracer.close();
    sdk.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
  }
}
