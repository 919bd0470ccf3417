package dev.flightwatch.embedded.opensky;

import dev.flightwatch.testkit.SettableClock;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A running emulator with a settable clock, and a client for it. Methods block. */
final class RunningEmulator implements AutoCloseable {

  static final String NOON = "2026-03-10T12:00:00Z";

  final SettableClock clock = new SettableClock(NOON);
  final OpenSkyEmulator emulator;
  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);

  RunningEmulator() {
    this(EmulatorOptions.defaults());
  }

  RunningEmulator(EmulatorOptions options) {
    emulator = await(new OpenSkyEmulator(vertx, options.withClock(clock)).listen());
  }

  static long at(String moment) {
    return Instant.parse(moment).getEpochSecond();
  }

  static List<JsonObject> flights(HttpResponse<Buffer> response) {
    return response.bodyAsJsonArray().stream().map(JsonObject.class::cast).toList();
  }

  static JsonArray array(HttpResponse<Buffer> response) {
    return response.bodyAsJsonArray();
  }

  String token() {
    return requestToken(
            EmulatedAccount.standard().clientId(), EmulatedAccount.standard().clientSecret())
        .bodyAsJsonObject()
        .getString("access_token");
  }

  HttpResponse<Buffer> requestToken(String clientId, String clientSecret) {
    return postToken(
        MultiMap.caseInsensitiveMultiMap()
            .add("grant_type", "client_credentials")
            .add("client_id", clientId)
            .add("client_secret", clientSecret));
  }

  HttpResponse<Buffer> postToken(MultiMap form) {
    return await(client.postAbs(emulator.tokenUrl()).sendForm(form));
  }

  HttpResponse<Buffer> departures(String airport, String begin, String end) {
    return get(departuresPath(airport, begin, end));
  }

  HttpResponse<Buffer> departures(String token, String airport, String begin, String end) {
    return getWithToken(token, departuresPath(airport, begin, end));
  }

  HttpResponse<Buffer> get(String path) {
    return await(startGet(path));
  }

  Future<HttpResponse<Buffer>> startGet(String path) {
    return client.getAbs(emulator.apiUrl() + path).send();
  }

  HttpResponse<Buffer> getWithToken(String token, String path) {
    return await(client.getAbs(emulator.apiUrl() + path).bearerTokenAuthentication(token).send());
  }

  HttpResponse<Buffer> getWithAuthorization(String authorization, String path) {
    return await(
        client.getAbs(emulator.apiUrl() + path).putHeader("Authorization", authorization).send());
  }

  HttpResponse<Buffer> control(HttpMethod method, String path, String body) {
    HttpRequest<Buffer> request =
        client.requestAbs(method, emulator.apiUrl().replace("/api", "/emulator") + path);
    return await(request.sendBuffer(Buffer.buffer(body)));
  }

  JsonObject state() {
    return control(HttpMethod.GET, "", "").bodyAsJsonObject();
  }

  <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException tooSlow) {
      throw new AssertionError("no response within 10 s", tooSlow);
    }
  }

  @Override
  public void close() {
    await(emulator.close());
    await(vertx.close());
  }

  static Stream<String> strings(List<JsonObject> flights, String field) {
    return flights.stream().map(flight -> flight.getString(field));
  }

  static String departuresPath(String airport, String begin, String end) {
    return "/flights/departure?airport=" + airport + "&begin=" + at(begin) + "&end=" + at(end);
  }
}
