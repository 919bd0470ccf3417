package dev.flightwatch.toolkit.trace;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/**
 * Logback's {@code %trace}: the trace id of the current request in brackets, after a space, or
 * nothing without a trace. {@code %trace{trace_id}} and {@code %trace{span_id}} give one id without
 * brackets. Like {@code %correlation}, it reads the context of the thread that logs. Works without
 * OpenTelemetry's classes when there are no traces.
 */
public final class TraceConverter extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    // Without tracing, OpenTelemetry may be missing.
    if (!CurrentSpan.isTraced() || !Span.current().getSpanContext().isValid()) {
      return "";
    }
    SpanContext span = Span.current().getSpanContext();
    String option = getFirstOption();
    if (option == null) {
      return " [" + span.getTraceId() + "]";
    }
    return option.equals("span_id") ? span.getSpanId() : span.getTraceId();
  }
}
