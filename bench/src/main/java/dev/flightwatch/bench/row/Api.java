package dev.flightwatch.bench.row;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** Calls of the services' API that are not measured: they bring about what is. */
final class Api {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).build();

  private Api() {}

  static void register(Service userManager, String requestId, String email) throws Exception {
    sendJson(userManager, "/users", requestId, user(email));
  }

  /** What a registration sends. */
  static JsonObject user(String email) {
    return new JsonObject()
        .put("email", email)
        .put("password", "correct-horse")
        .put("nome", "Sara")
        .put("cognome", "Rossi");
  }

  static void follow(Service dataCollector, String email, String airport) throws Exception {
    JsonObject interest = new JsonObject().put("email", email).put("airport", airport);
    sendJson(dataCollector, "/interests", UUID.randomUUID().toString(), interest);
  }

  static void followNothing(Service dataCollector, String email) throws Exception {
    send(request(dataCollector, "/interests?email=" + email).DELETE());
  }

  /** The bytes of an answer. */
  static byte[] get(Service service, String path) throws Exception {
    return send(request(service, path).GET());
  }

  private static void sendJson(Service service, String path, String requestId, JsonObject body)
      throws Exception {
    send(
        request(service, path)
            .header("Content-Type", "application/json")
            .header("Request-ID", requestId)
            .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  private static HttpRequest.Builder request(Service service, String path) {
    URI uri = URI.create("http://127.0.0.1:" + service.ports().http() + path);
    return HttpRequest.newBuilder(uri).timeout(PATIENCE);
  }

  private static byte[] send(HttpRequest.Builder builder) throws Exception {
    HttpRequest request = builder.build();
    var answer = CLIENT.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "%s %s was answered %d: %s"
              .formatted(
                  request.method(),
                  request.uri().getPath(),
                  answer.statusCode(),
                  new String(answer.body(), StandardCharsets.UTF_8)));
    }
    return answer.body();
  }
}
