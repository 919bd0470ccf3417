package dev.flightwatch.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What a logger and those below it write during a test. */
public final class CapturedLog extends AppenderBase<ILoggingEvent>
    implements BeforeEachCallback, AfterEachCallback {
  private final BlockingQueue<ILoggingEvent> events = new LinkedBlockingQueue<>();
  private final Logger logger;

  public CapturedLog(String logger) {
    this.logger = (Logger) LoggerFactory.getLogger(logger);
  }

  public CapturedLog(Class<?> writer) {
    this(writer.getName());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    start();
    logger.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    events.add(event);
  }

  /** Removes the first event; waits for it when there is none. */
  public ILoggingEvent next() throws InterruptedException {
    ILoggingEvent event = events.poll(30, TimeUnit.SECONDS);
    assertThat(event).as("an event in the log").isNotNull();
    return event;
  }

  /** Returns the messages of the events, without removing them. */
  public List<String> messages() {
    return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  public Logger logger() {
    return logger;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    logger.detachAppender(this);
    logger.setLevel(null);
  }
}
