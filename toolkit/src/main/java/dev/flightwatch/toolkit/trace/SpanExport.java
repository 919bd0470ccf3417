package dev.flightwatch.toolkit.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exports spans as {@link RedactedSpan}s. Logs one warning when the collector becomes unavailable,
 * and one line when it is available again.
 */
final class SpanExport implements SpanExporter {
  private static final Logger log = LoggerFactory.getLogger(SpanExport.class);

  private final SpanExporter exporter;
  private final String collector;
  private final AtomicBoolean unavailable = new AtomicBoolean();

  /**
   * @param collector URL of the collector, without credentials, for the log
   */
  SpanExport(SpanExporter exporter, String collector) {
    this.exporter = exporter;
    this.collector = collector;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result =
        exporter.export(spans.stream().<SpanData>map(RedactedSpan::new).toList());
    return result.whenComplete(() -> log(result));
  }

  private void log(CompletableResultCode result) {
    if (unavailable.compareAndSet(result.isSuccess(), !result.isSuccess())) {
      if (result.isSuccess()) {
        log.info("Spans are exported to {} again", collector);
      } else {
        log.warn(
            "Spans cannot be exported to {} and are discarded until they can be: {}",
            collector,
            reason(result.getFailureThrowable()));
      }
    }
  }

  /** The exporter wraps a failure; for an error status there is none. */
  private static String reason(Throwable failure) {
    return failure == null || failure.getCause() == null
        ? "the collector refuses them"
        : rootCause(failure).toString();
  }

  static Throwable rootCause(Throwable failure) {
    return failure.getCause() == null ? failure : rootCause(failure.getCause());
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
