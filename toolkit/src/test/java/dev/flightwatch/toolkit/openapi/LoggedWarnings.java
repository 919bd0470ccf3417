package dev.flightwatch.toolkit.openapi;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Collects the warnings and errors of a test; not those of spans that an earlier test left. */
final class LoggedWarnings extends AppenderBase<ILoggingEvent>
    implements BeforeEachCallback, AfterEachCallback {
  private static final String EXPORT = "dev.flightwatch.toolkit.trace.SpanExport";

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN) && !event.getLoggerName().equals(EXPORT)) {
      events.add(event);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    start();
    root.addAppender(this);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    root.detachAppender(this);
  }
}
