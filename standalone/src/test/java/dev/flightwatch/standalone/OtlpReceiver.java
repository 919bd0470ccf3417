package dev.flightwatch.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A collector that receives spans by OTLP over HTTP. */
final class OtlpReceiver implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 10;

  private final HttpServer server;
  private final List<Received> spans = new ArrayList<>();

  /** A span with the service name of its process. */
  record Received(String service, Span span) {
    String trace() {
      return HexFormat.of().formatHex(span.getTraceId().toByteArray());
    }

    String id() {
      return HexFormat.of().formatHex(span.getSpanId().toByteArray());
    }

    /** Returns the id of the parent; empty when there is none. */
    String parent() {
      return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
    }

    boolean is(Span.SpanKind kind, String name) {
      return span.getKind() == kind && span.getName().equals(name);
    }

    Map<String, String> attributes() {
      return span.getAttributesList().stream()
          .collect(Collectors.toMap(KeyValue::getKey, pair -> text(pair.getValue())));
    }

    private static String text(AnyValue value) {
      return value.hasStringValue() ? value.getStringValue() : value.toString();
    }
  }

  private OtlpReceiver(HttpServer server) {
    this.server = server;
  }

  static OtlpReceiver start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    OtlpReceiver receiver = new OtlpReceiver(server);
    server.createContext("/v1/traces", receiver::receive);
    server.start();
    return receiver;
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void receive(HttpExchange exchange) throws IOException {
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
    synchronized (this) {
      request.getResourceSpansList().forEach(this::store);
      notifyAll();
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private void store(ResourceSpans resource) {
    String service = service(resource.getResource());
    resource.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .forEach(span -> spans.add(new Received(service, span)));
  }

  private static String service(Resource resource) {
    return resource.getAttributesList().stream()
        .filter(pair -> pair.getKey().equals("service.name"))
        .map(pair -> pair.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }

  /** Waits until the received spans are complete, and returns them. */
  synchronized List<Received> await(Predicate<List<Received>> complete)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!complete.test(spans)) {
      long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (leftMillis <= 0) {
        throw new AssertionError("not complete:\n" + describe(spans));
      }
      wait(leftMillis);
    }
    return List.copyOf(spans);
  }

  /** Returns a readable text with one line per span. */
  static String describe(List<Received> spans) {
    return spans.stream()
        .map(
            s ->
                "%s %s<-%s %s %s %s"
                    .formatted(
                        s.trace(),
                        s.id(),
                        s.parent(),
                        s.span().getKind(),
                        s.span().getName(),
                        s.attributes()))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
