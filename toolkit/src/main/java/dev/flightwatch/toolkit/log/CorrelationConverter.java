package dev.flightwatch.toolkit.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Logback's {@code %correlation}: the id of the request that logs, or a dash. It asks the thread
 * that logs, so an asynchronous appender would only ever see dashes.
 */
public final class CorrelationConverter extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    String id = Correlation.current();
    return id == null ? "-" : id;
  }
}
