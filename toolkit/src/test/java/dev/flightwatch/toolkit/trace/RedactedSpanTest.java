package dev.flightwatch.toolkit.trace;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactedSpanTest {
  private static final String SARA = "sara@unict.it";

  /** Spans are recorded only when a processor receives them. */
  private final SdkTracerProvider sdk =
      SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(SpanExporter.composite()))
          .build();

  @AfterEach
  void close() {
    sdk.close();
  }

  /**
   * Returns a span as it is exported.
   *
   * @param attributes pairs of {@code name=value}
   */
  private SpanData redacted(
      SpanKind kind, String name, Consumer<Span> change, String... attributes) {
    Span span = sdk.get("test").spanBuilder(name).setSpanKind(kind).startSpan();
    for (String attribute : attributes) {
      String[] parts = attribute.split("=", 2);
      span.setAttribute(parts[0], parts[1]);
    }
    span.addLink(span.getSpanContext(), Attributes.of(stringKey("user"), SARA));
    change.accept(span);
    span.end();
    SpanData target = new RedactedSpan(((ReadableSpan) span).toSpanData());
    assertThat(
            List.of(
                target.getName(),
                target.getAttributes(),
                target.getEvents(),
                target.getLinks(),
                target.getStatus()))
        .asString()
        .doesNotContain("sara", "SARA", "secret");
    return target;
  }

  private SpanData redacted(SpanKind kind, String name, String... attributes) {
    return redacted(kind, name, span -> {}, attributes);
  }

  private static Map<String, String> attributes(SpanData span) {
    return span.getAttributes().asMap().entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().getKey(), e -> e.getValue().toString()));
  }

  @Test
  void spanShouldKeepOnlyAllowedAttributes() {
    SpanData target =
        redacted(
            SpanKind.SERVER,
            "GET",
            "http.url=http://localhost/interests?email=" + SARA,
            "url.path=/users/" + SARA,
            "url.query=email=" + SARA,
            "enduser.id=" + SARA,
            "http.request.method=GET",
            "http.response.status_code=404",
            "url.scheme=http");
    assertThat(attributes(target))
        .isEqualTo(
            Map.of(
                "http.request.method", "GET",
                "http.response.status_code", "404",
                "url.scheme", "http"));
    assertThat(target.getTotalAttributeCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "https://me:secret@sky.test:8443/flights?airport=LICC#x, https://sky.test:8443/flights",
    "http://sky.test, http://sky.test",
    "me:secret@sky.test, ''"
  })
  void urlShouldHaveNeitherUserNorQuery(String url, String expected) {
    assertThat(attributes(redacted(SpanKind.CLIENT, "GET", "url.full=" + url)))
        .isEqualTo(Map.of("url.full", expected));
  }

  @Test
  void exceptionShouldBeOnlyItsClass() {
    SpanData target =
        redacted(
            SpanKind.CLIENT,
            "Query",
            span -> span.recordException(new IllegalStateException(SARA)).addEvent(SARA));
    assertThat(target.getEvents())
        .extracting(EventData::getAttributes)
        .containsExactly(
            Attributes.of(
                AttributeKey.stringKey("exception.type"), IllegalStateException.class.getName()));
    assertThat(target.getStatus()).isEqualTo(StatusData.error());
  }

  @Test
  void statusShouldBeWithoutItsDescription() {
    assertThat(
            redacted(SpanKind.SERVER, "GET", span -> span.setStatus(StatusCode.ERROR, SARA))
                .getStatus())
        .isEqualTo(StatusData.error());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SERVER | SARA | http.request.method=SARA | _OTHER",
        "SERVER | GET | http.request.method=GET;url.full=http://h/path | GET",
        "SERVER | GET /flights/last | http.request.method=GET;http.route=/flights/last | GET"
            + " /flights/last",
        "CLIENT | GET | http.request.method=GET;url.full=https://me:secret@sky.test/a/b?c=d | GET"
            + " /a/b",
        "PRODUCER | send | messaging.destination.name=users.check | send users.check",
        "CLIENT | Query | db.query.text= select id from users where email = $1 | SELECT"
      })
  void nameShouldBeOneOfABoundedSet(
      SpanKind kind, String name, String attributes, String expected) {
    assertThat(redacted(kind, name, attributes.split(";")).getName()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "SERVER, 503, ERROR",
    "SERVER, 404, UNSET",
    "CLIENT, 404, ERROR",
    "CLIENT, 200, UNSET"
  })
  void statusShouldBeAFailureWhenTheResponseIsOne(
      SpanKind kind, String status, StatusCode expected) {
    SpanData target = redacted(kind, "GET", "http.response.status_code=" + status);
    assertThat(target.getStatus().getStatusCode()).isEqualTo(expected);
  }
}
