package dev.flightwatch.embedded.opensky;

import dev.flightwatch.testkit.HttpTestClient;
import dev.flightwatch.testkit.HttpTestClient.Reply;
import dev.flightwatch.testkit.SettableClock;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A running emulator with a settable clock, and a client for it, for one test. Methods block. */
final class RunningEmulator implements AfterEachCallback {

  /** Not the default, so that the option is tested. */
  static final int BATCH_HOUR = 5;

  static final String NOON = "2026-03-10T12:00:00Z";

  private static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded");

  final SettableClock clock = new SettableClock(NOON);
  private final Vertx vertx = Vertx.vertx();
  final OpenSkyEmulator emulator =
      new OpenSkyEmulator(
              vertx, EmulatorOptions.defaults().withClock(clock).withBatchHour(BATCH_HOUR))
          .listen()
          .await();
  private final URI tokenUrl = URI.create(emulator.tokenUrl());
  private final HttpTestClient client = new HttpTestClient(vertx, tokenUrl.getPort());
  private String authorization = "";

  static long at(String moment) {
    return Instant.parse(moment).getEpochSecond();
  }

  static List<JsonObject> flights(Reply reply) {
    return reply.body().toJsonArray().stream().map(JsonObject.class::cast).toList();
  }

  /** Requests a token, which later calls send. */
  RunningEmulator authorized() throws TimeoutException {
    return authorization("Bearer " + requestToken().json().getString("access_token"));
  }

  RunningEmulator authorization(String value) {
    authorization = value;
    return this;
  }

  Reply requestToken() throws TimeoutException {
    return requestToken(
        "grant_type=client_credentials&client_id=emulated-client&client_secret=emulated-secret");
  }

  Reply requestToken(String form) throws TimeoutException {
    return client.post(tokenUrl.getPath(), FORM, form);
  }

  /** Requests the departures of two hours that cost 4 credits. */
  Reply departures(String airport) throws TimeoutException {
    return departures(airport, "2026-03-10T10:00:00Z", NOON);
  }

  Reply departures(String airport, String begin, String end) throws TimeoutException {
    return get("/flights/departure?airport=%s&begin=%d&end=%d", airport, at(begin), at(end));
  }

  Reply arrivals(String airport, String begin, String end) throws TimeoutException {
    return get("/flights/arrival?airport=%s&begin=%d&end=%d", airport, at(begin), at(end));
  }

  Reply get(String path, Object... values) throws TimeoutException {
    return client.get("/api" + path.formatted(values), Map.of("Authorization", authorization));
  }

  Reply control(HttpMethod method, String path, String body) throws TimeoutException {
    return client.send(method, "/emulator" + path, Map.of(), Buffer.buffer(body));
  }

  /** Adds a fault, in JSON with single quotes. */
  Reply addFault(String fault) throws TimeoutException {
    return control(HttpMethod.POST, "/faults", fault.replace('\'', '"'));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    vertx.close().await();
  }
}
