package dev.flightwatch.toolkit.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class CorrelationConverterTest {
  private final LoggerContext logback = new LoggerContext();
  private final PatternLayout layout = new PatternLayout();

  @BeforeEach
  void start() {
    layout.setContext(logback);
    layout.getInstanceConverterMap().put("correlation", CorrelationConverter::new);
    layout.setPattern("[%correlation] %msg");
    layout.start();
  }

  private String line() {
    ILoggingEvent event =
        new LoggingEvent(
            "x", logback.getLogger("test"), Level.INFO, "Something happened", null, null);
    return layout.doLayout(event);
  }

  @Test
  void lineShouldContainTheIdOfTheRequest(Vertx vertx) throws TimeoutException {
    Promise<String> line = Promise.promise();

    Correlation.begin(
        vertx,
        () -> {
          Correlation.adopt("req-1");
          line.complete(line());
        });

    assertThat(line.future().await(10, TimeUnit.SECONDS)).isEqualTo("[req-1] Something happened");
  }

  @Test
  void lineShouldContainADashOutsideARequest() {
    assertThat(line()).isEqualTo("[-] Something happened");
  }
}
