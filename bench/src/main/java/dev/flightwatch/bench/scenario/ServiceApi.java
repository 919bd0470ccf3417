package dev.flightwatch.bench.scenario;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** Calls of the services' APIs that prepare a measurement. They are not measured. */
final class ServiceApi {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(TIMEOUT).version(HttpClient.Version.HTTP_1_1).build();

  private ServiceApi() {}

  static void register(RunningService userManager, String requestId, String email)
      throws Exception {
    sendJson(userManager, "/users", requestId, user(email));
  }

  /** Returns the body of a registration. */
  static JsonObject user(String email) {
    return new JsonObject()
        .put("email", email)
        .put("password", "correct-horse")
        .put("nome", "Sara")
        .put("cognome", "Rossi");
  }

  /** Returns the token of a new session. */
  static String login(RunningService userManager, String email) throws Exception {
    byte[] response =
        send(json(request(userManager, "/sessions"), UUID.randomUUID().toString(), user(email)));
    return new JsonObject(Buffer.buffer(response)).getString("token");
  }

  static void follow(RunningService dataCollector, String email, String airport) throws Exception {
    JsonObject interest = new JsonObject().put("email", email).put("airport", airport);
    sendJson(dataCollector, "/interests", UUID.randomUUID().toString(), interest);
  }

  static void unfollowAll(RunningService dataCollector, String email) throws Exception {
    send(request(dataCollector, "/interests?email=" + email).DELETE());
  }

  /** Returns the body of the response to a GET request. */
  static byte[] get(RunningService service, String path) throws Exception {
    return send(request(service, path).GET());
  }

  /** Returns the body of the response of any server on this machine to a GET request. */
  static JsonObject json(int port, String path) throws Exception {
    URI server = URI.create("http://127.0.0.1:" + port);
    return new JsonObject(Buffer.buffer(send(request(server, path).GET())));
  }

  private static void sendJson(
      RunningService service, String path, String requestId, JsonObject body) throws Exception {
    send(json(request(service, path), requestId, body));
  }

  private static HttpRequest.Builder json(
      HttpRequest.Builder request, String requestId, JsonObject body) {
    return request
        .header("Content-Type", "application/json")
        .header("Request-ID", requestId)
        .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
  }

  private static HttpRequest.Builder request(RunningService service, String path) {
    return request(URI.create("http://127.0.0.1:" + service.ports().http()), path);
  }

  private static HttpRequest.Builder request(URI server, String path) {
    return HttpRequest.newBuilder(URI.create(server + path)).timeout(TIMEOUT);
  }

  /** Returns the response of any server to a GET request. */
  static HttpResponse<String> tryGet(URI server, String path)
      throws IOException, InterruptedException {
    return CLIENT.send(request(server, path).GET().build(), BodyHandlers.ofString());
  }

  /** Returns the response of any server to the registration of a new user. */
  static HttpResponse<String> tryRegister(URI server) throws IOException, InterruptedException {
    String name = UUID.randomUUID().toString();
    HttpRequest.Builder request =
        json(request(server, "/users"), name, user(name + BenchCleanup.DOMAIN));
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static byte[] send(HttpRequest.Builder builder) throws Exception {
    HttpRequest request = builder.build();
    var response = CLIENT.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          "%s %s returned %d: %s"
              .formatted(
                  request.method(),
                  request.uri().getPath(),
                  response.statusCode(),
                  new String(response.body(), StandardCharsets.UTF_8)));
    }
    return response.body();
  }
}
