package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that behave worse than the emulator can. */
class OpenSkyClientTest {
  private static final String TOKEN = "eyJhbGciOi.J9.c2ln";
  private static final String FLIGHTS = "[{\"icao24\":\"4b0f70\",\"firstSeen\":1,\"lastSeen\":2}]";
  private static final String TOO_LARGE = "OpenSky's response is larger than 16777216 bytes";

  private static final Handler<HttpServerRequest> TOKENS =
      request -> request.response().end("{\"access_token\":\"" + TOKEN + "\",\"expires_in\":1800}");

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void callShouldMatchOpenSkysDocumentation() {
    // given
    Promise<String> received = Promise.promise();
    FlightSource target =
        sourceOf(
            request -> {
              received.complete(
                  String.join(
                      " ",
                      request.method().name(),
                      request.uri(),
                      request.getHeader("Authorization"),
                      request.getHeader("User-Agent")));
              request.response().end("[]");
            });

    // when
    read(target);

    // then
    assertThat(await(received.future()))
        .isEqualTo(
            "GET /api/flights/departure?airport=LICC&begin=1773100800&end=1773144000 Bearer "
                + TOKEN
                + " Flightwatch");
  }

  @ParameterizedTest
  @CsvSource({"0, ", "1, " + TOO_LARGE})
  void responseShouldBeReadUpToTheMaximumSize(int more, String reason) {
    // given
    int spaces = BoundedHttpClient.MAX_RESPONSE_BYTES + more - FLIGHTS.length();
    Buffer body = Buffer.buffer(FLIGHTS + " ".repeat(spaces));

    // then
    assertThat(read(sourceOf(request -> request.response().end(body))).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"1000000, 20000, " + TOO_LARGE, "1, 2000, OpenSky did not respond in time"})
  void connectionShouldBeClosedWhenAResponseDoesNotEnd(
      int bytesPerWrite, long limitMillis, String reason) {
    // given
    Promise<Void> closed = Promise.promise();
    FlightSource target =
        sourceOf(request -> sendWithoutEnd(request, " ".repeat(bytesPerWrite), closed));

    // when
    ReadResult result =
        await(target.flights(OpenSkyRig.query(LICC, Duration.ofMillis(limitMillis))));

    // then
    assertThat(result.reason()).isEqualTo(reason);
    await(closed.future());
  }

  private void sendWithoutEnd(HttpServerRequest request, String part, Promise<Void> closed) {
    HttpServerResponse response = request.response().setChunked(true);
    long timer =
        vertx.setPeriodic(
            1,
            tick -> {
              if (!response.writeQueueFull()) {
                response.write(part);
              }
            });
    request
        .connection()
        .closeHandler(
            v -> {
              vertx.cancelTimer(timer);
              closed.tryComplete();
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 302, 304, 599})
  void callShouldFailWhenTheStatusIsUnexpected(int status) {
    // given
    FlightSource target =
        sourceOf(
            request ->
                request
                    .response()
                    .setStatusCode(request.path().equals("/redirected") ? 200 : status)
                    .putHeader("Location", "/redirected")
                    .end());

    // then
    assertThat(read(target).reason()).isEqualTo("OpenSky responded with status " + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "soon", "1e3", "99999999999999999999", ""})
  void pauseShouldBeTheSettingWhenTheHeaderIsNotANumber(String header) {
    // given
    FlightSource target =
        sourceOf(
            request ->
                request
                    .response()
                    .setStatusCode(429)
                    .putHeader("X-Rate-Limit-Retry-After-Seconds", header)
                    .end("Too many requests"));

    Instant before = Instant.now();

    // when
    read(target);

    // then
    assertThat(target.status().pausedUntil())
        .isBetween(before.plusSeconds(60), Instant.now().plusSeconds(60));
  }

  private FlightSource sourceOf(Handler<HttpServerRequest> api) {
    int port =
        await(
                vertx
                    .createHttpServer()
                    .requestHandler(
                        request -> (request.path().equals("/token") ? TOKENS : api).handle(request))
                    .listen(0, "127.0.0.1"))
            .actualPort();
    String root = "http://127.0.0.1:" + port;
    return OpenSky.open(
            vertx,
            OpenSkyRig.options(
                root + "/api/",
                root + "/token",
                OpenSkyRig.account(),
                OpenSkyRig.CALL,
                OpenSkyRig.RESET),
            isEmulator -> Future.succeededFuture(true),
            Clock.systemUTC())
        .flights();
  }

  private static ReadResult read(FlightSource target) {
    return await(target.flights(OpenSkyRig.query(LICC, OpenSkyRig.CALL)));
  }
}
