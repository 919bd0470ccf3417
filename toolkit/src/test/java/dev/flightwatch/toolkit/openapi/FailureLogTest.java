package dev.flightwatch.toolkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.Response;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(VertxExtension.class)
class FailureLogTest {
  @RegisterExtension final LoggedWarnings logged = new LoggedWarnings();

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new IllegalStateException("why"), Level.ERROR, "GET /work failed"),
        Arguments.of(
            ServiceException.of(
                ErrorKind.UNAVAILABLE, "away", "Try later.", new IllegalStateException("secret")),
            Level.WARN,
            "GET /work failed: away: Try later."));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void serverShouldLogOneLineWhenTheServiceCausedTheFailure(
      Throwable failure, Level level, String message, Vertx vertx) throws Exception {
    ThingsApi.failing(failure).client(vertx).get("/work?email=somebody");

    assertThat(logged.events).hasSize(1);
    assertThat(logged.events.get(0).getLevel()).isEqualTo(level);
    assertThat(logged.events.get(0).getFormattedMessage()).isEqualTo(message);
    IThrowableProxy shown = logged.events.get(0).getThrowableProxy();
    assertThat(shown == null ? null : shown.getCause().getMessage())
        .isEqualTo(level == Level.ERROR ? "why" : null);
  }

  @Test
  void serverShouldLogNothingWhenClientsAndLoadCauseFailures(Vertx vertx) throws Exception {
    ThingsApi api =
        ThingsApi.failing(ServiceException.of(ErrorKind.OVERLOADED, "overloaded", "Later."));
    HttpListener server = api.open(vertx);
    HttpTestClient client = new HttpTestClient(vertx, server.port());
    String post = "POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    for (String uri : List.of("/things", "/things%ZZ", "/nothing", "/things?code=%FF")) {
      assertThat(client.get(uri).status()).isBetween(400, 499);
    }
    assertThat(client.get("/work").status()).isEqualTo(503);
    RawHttpClient.connect(vertx, server.port())
        .send(post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")
        .awaitClose();

    assertThat(logged.events).isEmpty();
  }

  @Test
  void serverShouldLogNothingAndServeOthersWhenClientsDisconnect(Vertx vertx) throws Exception {
    Promise<Void> called = Promise.promise();
    Promise<Response> slow = Promise.promise();
    int port = ThingsApi.waiting(called, slow.future()).open(vertx).port();
    RawHttpClient midBody =
        RawHttpClient.connect(vertx, port)
            .send("POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n")
            .send("Content-Length: 99\r\n\r\n{");
    RawHttpClient midResponse =
        RawHttpClient.connect(vertx, port).send("GET /work HTTP/1.1\r\nHost: x\r\n\r\n");
    called.future().await(30, TimeUnit.SECONDS);

    midBody.close();
    midResponse.close();
    slow.complete(Response.json(200, new JsonObject()));

    assertThat(new HttpTestClient(vertx, port).get("/things?code=LIRF&days=1").status())
        .isEqualTo(200);
    assertThat(logged.events).isEmpty();
  }
}
