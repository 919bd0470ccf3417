package dev.flightwatch.toolkit.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Logback's {@code %correlation}: the id of the current request, or a dash. The id belongs to the
 * logging thread, so it does not work with an asynchronous appender.
 */
public final class CorrelationConverter extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    String id = Correlation.current();
    return id == null ? "-" : id;
  }
}
