package dev.flightwatch.standalone;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** An HTTP client that calls a service from outside, as a user does with curl. */
final class Curl {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private static final Set<String> PASSWORDS_SENT = ConcurrentHashMap.newKeySet();

  private Curl() {}

  /** Returns the passwords of all requests so far. */
  static Set<String> passwordsSent() {
    return Set.copyOf(PASSWORDS_SENT);
  }

  /** A response. */
  record Reply(int status, String text, boolean replayed, String retryAfter) {
    JsonObject json() {
      return new JsonObject(text);
    }
  }

  static Reply get(URI service, String path) {
    return send("GET", service, path, null, null).join();
  }

  static Reply post(URI service, String path, JsonObject body) {
    return send("POST", service, path, body, null).join();
  }

  static Reply delete(URI service, String path, JsonObject body) {
    return send("DELETE", service, path, body, null).join();
  }

  static CompletableFuture<Reply> register(URI service, String requestId, JsonObject body) {
    return send("POST", service, "/users", body, requestId);
  }

  /** Sends a request with a token; null for none. */
  static Reply sendAs(String token, String method, URI uri, JsonObject body, String requestId) {
    return send(token, method, uri, body, requestId).join();
  }

  static CompletableFuture<Reply> send(
      String method, URI service, String path, JsonObject body, String requestId) {
    return send(null, method, service.resolve(path), body, requestId);
  }

  private static CompletableFuture<Reply> send(
      String token, String method, URI uri, JsonObject body, String requestId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
    if (body != null) {
      Optional.ofNullable(body.getString("password")).ifPresent(PASSWORDS_SENT::add);
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (requestId != null) {
      request.header("Request-ID", requestId);
    }
    return CLIENT.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Curl::reply);
  }

  private static Reply reply(HttpResponse<String> response) {
    return new Reply(
        response.statusCode(),
        response.body(),
        response.headers().firstValue("Idempotent-Replayed").isPresent(),
        response.headers().firstValue("Retry-After").orElse(null));
  }
}
