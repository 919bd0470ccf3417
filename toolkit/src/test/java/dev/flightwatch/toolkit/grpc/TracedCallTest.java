package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.grpc.Status;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracedCallTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();
  private final Vertx vertx =
      Vertx.builder().withTracer(new OpenTelemetryTracingFactory(sdk)).build();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
    sdk.close();
  }

  /** The context of a request that came with a trace. */
  private ContextInternal tracedRequest() {
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

  @Test
  void callShouldSendTheTraceWithASpanForEachAttemptWhenItIsRetried() throws Exception {
    // given
    try (GrpcJavaPeer peer =
        new GrpcJavaPeer(
            (attempt, response) -> {
              if (attempt <= 2) {
                response.onError(Status.UNAVAILABLE.asException());
              } else {
                GrpcJavaPeer.say(response, "there");
              }
            })) {
      GrpcChannel target =
          new GrpcChannel(
              vertx, "127.0.0.1", peer.port(), Configs.retrying("20s", 5, "0.05s", "0.1s"));
      CompletableFuture<StringValue> response = new CompletableFuture<>();

      // when
      tracedRequest()
          .runOnContext(
              now ->
                  target
                      .call(Echo.CLIENT, StringValue.of("hello"))
                      .onSuccess(response::complete)
                      .onFailure(response::completeExceptionally));
      response.get(20, TimeUnit.SECONDS);

      // then
      List<String[]> parents =
          peer.arrivals().stream().map(a -> a.header("traceparent").split("-")).toList();
      assertThat(parents).extracting(parts -> parts[1]).containsExactly(TRACE, TRACE, TRACE);
      assertThat(parents).extracting(parts -> parts[2]).doesNotHaveDuplicates();
      target.close().await(20, TimeUnit.SECONDS);
    }
  }
}
