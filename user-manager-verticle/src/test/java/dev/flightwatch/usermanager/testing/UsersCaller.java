package dev.flightwatch.usermanager.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Map;

/** A client of the REST API, and of the management API. */
public final class UsersCaller {
  private final WebClient client;

  public UsersCaller(Vertx vertx, int port) {
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(port)
                // In seconds: a server that stops waits for connections that its clients keep open.
                .setKeepAliveTimeout(1),
            new PoolOptions().setHttp1MaxSize(256));
  }

  public Future<HttpResponse<Buffer>> register(String requestId, JsonObject body) {
    return register(requestId, body.toBuffer());
  }

  public Future<HttpResponse<Buffer>> register(String requestId, Buffer body) {
    return register(Map.of("Request-ID", requestId), body);
  }

  public Future<HttpResponse<Buffer>> register(Map<String, String> headers, Buffer body) {
    HttpRequest<Buffer> request = json(HttpMethod.POST);
    headers.forEach(request::putHeader);
    return request.sendBuffer(body);
  }

  public Future<HttpResponse<Buffer>> delete(JsonObject body) {
    return json(HttpMethod.DELETE).sendBuffer(body.toBuffer());
  }

  /** Sends a request with any headers; the body may be null. */
  public Future<HttpResponse<Buffer>> send(
      HttpMethod method, String path, Map<String, String> headers, JsonObject body) {
    HttpRequest<Buffer> request = client.request(method, path);
    headers.forEach(request::putHeader);
    return body == null ? request.send() : request.sendJsonObject(body);
  }

  /** Logs Ada in. */
  public Future<HttpResponse<Buffer>> login(String password) {
    JsonObject body = ada().put("password", password);
    return send(HttpMethod.POST, "/sessions", Map.of(), body);
  }

  public static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  private HttpRequest<Buffer> json(HttpMethod method) {
    return client.request(method, "/users").putHeader("Content-Type", "application/json");
  }

  /** Returns the response of the management API to whether the service is ready. */
  public Future<HttpResponse<Buffer>> ready() {
    return client.get("/health/ready").send();
  }

  public static JsonObject ada() {
    return new JsonObject()
        .put("email", "ada@example.com")
        .put("password", "correct horse")
        .put("nome", "Ada");
  }
}
