package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(VertxExtension.class)
class FailureLogTest {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Queue<ILoggingEvent> warnings = new ConcurrentLinkedQueue<>();
  private final ListAppender<ILoggingEvent> appender =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            warnings.add(event);
          }
        }
      };

  @BeforeEach
  void attach() {
    appender.start();
    root.addAppender(appender);
  }

  @AfterEach
  void detach() {
    root.detachAppender(appender);
  }

  private static HttpTestClient open(Vertx vertx, Supplier<Future<Response>> work)
      throws Exception {
    return new HttpTestClient(vertx, new ThingsApi(request -> work.get()).open(vertx).port());
  }

  @Test
  void serverShouldLogOneErrorWithItsCauseWhenAnEndpointIsDefective(Vertx vertx) throws Exception {
    HttpTestClient client =
        open(vertx, () -> Future.failedFuture(new IllegalStateException("why")));

    client.get("/work?email=somebody");

    assertThat(warnings).hasSize(1);
    assertThat(warnings.element().getLevel()).isEqualTo(Level.ERROR);
    assertThat(warnings.element().getFormattedMessage()).isEqualTo("GET /work failed");
    assertThat(warnings.element().getThrowableProxy().getCause().getMessage()).isEqualTo("why");
  }

  @Test
  void serverShouldLogOneWarningWithoutStackTraceWhenADependencyIsUnavailable(Vertx vertx)
      throws Exception {
    ServiceException unavailable =
        ServiceException.of(
            ErrorKind.UNAVAILABLE,
            "unavailable",
            "Try later.",
            new IllegalStateException("secret"));
    HttpTestClient client = open(vertx, () -> Future.failedFuture(unavailable));

    client.get("/work");

    assertThat(warnings).hasSize(1);
    assertThat(warnings.element().getLevel()).isEqualTo(Level.WARN);
    assertThat(warnings.element().getFormattedMessage())
        .isEqualTo("GET /work failed: unavailable: Try later.");
    assertThat(warnings.element().getThrowableProxy()).isNull();
  }

  @Test
  void serverShouldLogOverloadOnceASecond(Vertx vertx) throws Exception {
    ServiceException overloaded = ServiceException.of(ErrorKind.OVERLOADED, "overloaded", "Later.");
    HttpTestClient client = open(vertx, () -> Future.failedFuture(overloaded));
    long start = System.nanoTime();

    for (int i = 0; i < 20; i++) {
      client.get("/work");
    }

    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    assertThat(warnings.size()).isBetween(1, (int) seconds + 1);
  }

  @Test
  void serverShouldLogNothingWhenTheRequestIsInvalid(Vertx vertx) throws Exception {
    HttpTestClient client =
        open(vertx, () -> Future.succeededFuture(Response.json(200, new JsonObject())));

    for (String uri : List.of("/things", "/things%ZZ", "/nothing", "/things?code=%FF")) {
      assertThat(client.get(uri).status()).isBetween(400, 499);
    }

    assertThat(warnings).isEmpty();
  }

  @Test
  void serverShouldLogNothingWhenABodyIsMalformed(Vertx vertx) throws Exception {
    int port = ThingsApi.echoing().open(vertx).port();

    RawHttpClient.connect(vertx, port)
        .send("POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n")
        .send("Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")
        .awaitClose();

    assertThat(warnings).isEmpty();
  }

  @Test
  void serverShouldLogNothingWhenClientsDisconnect(Vertx vertx) throws Exception {
    Promise<Void> called = Promise.promise();
    Promise<Response> slow = Promise.promise();
    ThingsApi api = ThingsApi.waiting(called, slow.future());
    HttpApiServer server = api.open(vertx);
    RawHttpClient midBody =
        RawHttpClient.connect(vertx, server.port())
            .send("POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n")
            .send("Content-Length: 99\r\n\r\n{");
    RawHttpClient midResponse =
        RawHttpClient.connect(vertx, server.port()).send("GET /work HTTP/1.1\r\nHost: x\r\n\r\n");
    called.future().await(10, TimeUnit.SECONDS);

    midBody.close();
    midResponse.close();
    slow.complete(Response.json(200, new JsonObject()));
    new HttpTestClient(vertx, server.port()).get("/things");

    assertThat(warnings).isEmpty();
  }
}
