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

/** A client of the REST API. */
public final class UsersCaller {
  private final WebClient client;
  private final int port;

  public UsersCaller(Vertx vertx, int port) {
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions().setDefaultHost("127.0.0.1"),
            new PoolOptions().setHttp1MaxSize(256));
    this.port = port;
  }

  public Future<HttpResponse<Buffer>> register(String requestId, JsonObject body) {
    return register(requestId, body.toBuffer());
  }

  public Future<HttpResponse<Buffer>> register(String requestId, Buffer body) {
    HttpRequest<Buffer> request = json(HttpMethod.POST);
    if (requestId != null) {
      request.putHeader("Request-ID", requestId);
    }
    return request.sendBuffer(body);
  }

  public Future<HttpResponse<Buffer>> delete(JsonObject body) {
    return json(HttpMethod.DELETE).sendBuffer(body.toBuffer());
  }

  /** Returns a request that the caller completes and sends. */
  public HttpRequest<Buffer> request(HttpMethod method, String path) {
    return client.request(method, port, "127.0.0.1", path);
  }

  private HttpRequest<Buffer> json(HttpMethod method) {
    return request(method, "/users").putHeader("Content-Type", "application/json");
  }

  public static JsonObject ada() {
    return new JsonObject()
        .put("email", "ada@example.com")
        .put("password", "correct horse")
        .put("nome", "Ada");
  }
}
