package dev.flightwatch.toolkit.trace;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/**
 * Logback's {@code %trace}: the trace of the request that logs, behind a space, and nothing where
 * there is none. {@code %trace{trace_id}} and {@code %trace{span_id}} give one id alone. It asks
 * the thread that logs, as {@code %correlation} does.
 */
public final class TraceConverter extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return CurrentSpan.isPossible() ? shown(Span.current().getSpanContext()) : "";
  }

  private String shown(SpanContext span) {
    if (!span.isValid()) {
      return "";
    }
    String option = getFirstOption();
    if (option == null) {
      return " [" + span.getTraceId() + "]";
    }
    return option.equals("span_id") ? span.getSpanId() : span.getTraceId();
  }
}
