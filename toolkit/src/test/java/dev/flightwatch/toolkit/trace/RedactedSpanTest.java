package dev.flightwatch.toolkit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedactedSpanTest {
  private final SpansInMemory exported = new SpansInMemory();
  private final SdkTracerProvider sdk =
      SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(new SpanExport(exported, "memory")))
          .build();

  /** Keeps exported spans. */
  private static final class SpansInMemory implements SpanExporter {
    private final List<SpanData> spans = new ArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> batch) {
      spans.addAll(batch);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  @AfterEach
  void close() {
    sdk.close();
  }

  private Span begin(SpanKind kind, String name) {
    return sdk.get("test").spanBuilder(name).setSpanKind(kind).startSpan();
  }

  private SpanData exported(Span ended) {
    ended.end();
    assertThat(exported.spans).hasSize(1);
    return exported.spans.get(0);
  }

  private static Map<String, String> attributes(SpanData span) {
    return span.getAttributes().asMap().entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().getKey(), e -> e.getValue().toString()));
  }

  @Test
  void spanShouldKeepOnlyAllowedAttributes() {
    // given
    Span span =
        begin(SpanKind.SERVER, "GET")
            .setAttribute("http.url", "http://localhost/interests?email=sara@unict.it")
            .setAttribute("url.path", "/users/sara@unict.it")
            .setAttribute("url.query", "email=sara@unict.it")
            .setAttribute("enduser.id", "sara@unict.it")
            .setAttribute("http.request.method", "GET")
            .setAttribute("http.response.status_code", "404")
            .setAttribute("url.scheme", "http");

    // when
    SpanData seen = exported(span);

    // then
    assertThat(attributes(seen))
        .isEqualTo(
            Map.of(
                "http.request.method", "GET",
                "http.response.status_code", "404",
                "url.scheme", "http"));
    assertThat(seen.getTotalAttributeCount()).isEqualTo(3);
    assertThat(seen.toString()).doesNotContain("sara");
  }

  @Test
  void urlShouldHaveNeitherUserNorQuery() {
    Span span =
        begin(SpanKind.CLIENT, "GET")
            .setAttribute("url.full", "https://me:secret@sky.test:8443/flights?airport=LICC#x");

    assertThat(attributes(exported(span)))
        .isEqualTo(Map.of("url.full", "https://sky.test:8443/flights"));
  }

  @Test
  void urlShouldBeOmittedWhenItCannotBeParsed() {
    Span span = begin(SpanKind.CLIENT, "GET").setAttribute("url.full", "me:secret@sky.test");

    assertThat(attributes(exported(span)).values()).allMatch(String::isEmpty);
  }

  @Test
  void exceptionShouldBeOnlyItsClass() {
    Span span = begin(SpanKind.CLIENT, "Query");
    span.recordException(new IllegalStateException("key (email)=(sara@unict.it) exists"));

    SpanData seen = exported(span);

    assertThat(seen.getEvents())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getAttributes().asMap())
                    .isEqualTo(
                        Map.of(
                            AttributeKey.stringKey("exception.type"),
                            IllegalStateException.class.getName())));
    assertThat(seen.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void statusShouldBeWithoutItsDescription() {
    Span span = begin(SpanKind.SERVER, "GET").setStatus(StatusCode.ERROR, "sara@unict.it failed");

    SpanData seen = exported(span);

    assertThat(seen.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(seen.getStatus().getDescription()).isEmpty();
  }

  @Test
  void eventsOtherThanExceptionsShouldBeOmitted() {
    Span span = begin(SpanKind.SERVER, "GET").addEvent("sara@unict.it came");

    assertThat(exported(span).getEvents()).isEmpty();
  }

  @Test
  void serverSpanShouldNotBeNamedByAnInventedMethod() {
    Span span =
        begin(SpanKind.SERVER, "SARA-UNICT-IT")
            .setAttribute("http.request.method", "SARA-UNICT-IT");

    SpanData seen = exported(span);

    assertThat(seen.getName()).isEqualTo("_OTHER");
    assertThat(attributes(seen)).containsEntry("http.request.method", "_OTHER");
  }

  @Test
  void clientSpanShouldBeNamedByItsPathOnly() {
    Span span =
        begin(SpanKind.CLIENT, "GET")
            .setAttribute("http.request.method", "GET")
            .setAttribute("url.full", "https://me:secret@sky.test/flights/departure?airport=LICC");

    assertThat(exported(span).getName()).isEqualTo("GET /flights/departure");
  }

  @Test
  void routeShouldNameTheSpan() {
    Span span =
        begin(SpanKind.SERVER, "GET")
            .updateName("GET /flights/last")
            .setAttribute("http.request.method", "GET")
            .setAttribute("http.route", "/flights/last");

    SpanData seen = exported(span);

    assertThat(seen.getName()).isEqualTo("GET /flights/last");
    assertThat(attributes(seen)).containsEntry("http.route", "/flights/last");
  }

  @Test
  void messageShouldBeNamedByItsAddress() {
    Span span =
        begin(SpanKind.PRODUCER, "send").setAttribute("messaging.destination.name", "users.check");

    assertThat(exported(span).getName()).isEqualTo("send users.check");
  }

  @Test
  void statementShouldBeNamedByItsFirstWord() {
    Span span =
        begin(SpanKind.CLIENT, "Query")
            .setAttribute("db.query.text", "\n  select id\n from users where email = $1");

    assertThat(exported(span).getName()).isEqualTo("SELECT");
  }

  @Test
  void responseShouldBeAFailureWhenItsStatusIsAServerError() {
    Span served = begin(SpanKind.SERVER, "GET").setAttribute("http.response.status_code", "503");

    assertThat(exported(served).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void responseShouldBeNoFailureWhenItsStatusIsAClientError() {
    Span served = begin(SpanKind.SERVER, "GET").setAttribute("http.response.status_code", "404");

    assertThat(exported(served).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }
}
