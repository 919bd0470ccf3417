package dev.flightwatch.toolkit.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way out for spans: each leaves as a {@link RedactedSpan}. A collector that cannot be
 * reached gets one line at WARN, and another at INFO when it is back.
 */
final class SpanExport implements SpanExporter {
  private static final Logger log = LoggerFactory.getLogger(SpanExport.class);

  private final SpanExporter exporter;
  private final String collector;
  private final AtomicBoolean away = new AtomicBoolean();

  /**
   * @param collector where the spans go, as it may be shown
   */
  SpanExport(SpanExporter exporter, String collector) {
    this.exporter = exporter;
    this.collector = collector;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result =
        exporter.export(spans.stream().<SpanData>map(RedactedSpan::new).toList());
    return result.whenComplete(() -> notice(result));
  }

  private void notice(CompletableResultCode result) {
    if (away.compareAndSet(result.isSuccess(), !result.isSuccess())) {
      if (result.isSuccess()) {
        log.info("Spans are exported to {} again", collector);
      } else {
        log.warn(
            "Spans cannot be exported to {}, and are dropped until they can: {}",
            collector,
            reason(result.getFailureThrowable()));
      }
    }
  }

  /** The exporter wraps what went wrong, if it is more than the status of an answer. */
  private static String reason(Throwable failure) {
    if (failure == null || failure.getCause() == null) {
      return "they are refused";
    }
    Throwable cause = failure.getCause();
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
