package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracedCallTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void callShouldSendTheTraceWithASpanForEachAttemptWhenItIsRetried() throws Exception {
    // given
    SdkTracerProvider recorded =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
            .build();
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(recorded)
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    Vertx vertx = Vertx.builder().withTracer(new OpenTelemetryTracingFactory(sdk)).build();
    try (GrpcJavaPeer peer =
        new GrpcJavaPeer(
            (attempt, response) -> response.onError(Status.UNAVAILABLE.asException()))) {
      GrpcChannel target =
          Echo.channel(vertx, peer.port(), Echo.retrying("20s", 3, "0.05s", "0.1s"));
      Promise<String> response = Promise.promise();

      // when
      tracedRequest(vertx).runOnContext(now -> Echo.say(target, "x").onComplete(response));
      Echo.await(response.future().otherwiseEmpty());

      // then
      List<String[]> parents =
          peer.headers("traceparent").stream().map(parent -> parent.split("-")).toList();
      assertThat(parents).extracting(parts -> parts[1]).containsExactly(TRACE, TRACE, TRACE);
      assertThat(parents).extracting(parts -> parts[2]).doesNotHaveDuplicates();
    }
    Echo.await(vertx.close());
    sdk.close();
  }

  /** The context of a request that came with a trace. */
  private static ContextInternal tracedRequest(Vertx vertx) {
    ContextInternal request = ((VertxInternal) vertx).createEventLoopContext().duplicate();
    VertxTracer<?, ?> tracer = request.tracer();
    tracer.receiveRequest(
        request,
        SpanKind.RPC,
        TracingPolicy.ALWAYS,
        "a request",
        "GET",
        Map.of("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01").entrySet(),
        TagExtractor.empty());
    return request;
  }
}
