package dev.flightwatch.datacollector.testing;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static java.util.stream.Collectors.joining;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** An HTTP client that checks every response against the service's OpenAPI document. */
public final class HttpCaller {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private final HttpClient client;
  private final int port;
  private final OpenApiContract contract;

  public HttpCaller(Vertx vertx, int port, String document) {
    this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(64));
    this.port = port;
    this.contract = new OpenApiContract(vertx, document);
  }

  /** Returns a path with a query of alternating names and values. */
  public static String uri(String path, String... parameters) {
    return IntStream.range(0, parameters.length / 2)
        .mapToObj(i -> parameters[2 * i] + "=" + encoded(parameters[2 * i + 1]))
        .collect(joining("&", path + "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  public HttpReply get(String path, String... parameters) {
    return await(send(HttpMethod.GET, uri(path, parameters), Map.of(), Buffer.buffer()));
  }

  public HttpReply delete(String path, String... parameters) {
    return await(send(HttpMethod.DELETE, uri(path, parameters), Map.of(), Buffer.buffer()));
  }

  public HttpReply post(String path, JsonObject body) {
    return post(path, body.encode());
  }

  public HttpReply post(String path, String body) {
    return await(send(HttpMethod.POST, path, JSON, Buffer.buffer(body)));
  }

  public Future<HttpReply> send(
      HttpMethod method, String uri, Map<String, String> headers, Buffer body) {
    RequestOptions options =
        new RequestOptions().setHost("127.0.0.1").setPort(port).setMethod(method).setURI(uri);
    headers.forEach(options::putHeader);
    return client
        .request(options)
        .compose(request -> request.send(body).compose(HttpCaller::reply))
        .map(
            reply -> {
              contract.check(method, uri.split("\\?")[0], reply);
              return reply;
            });
  }

  /** Runs where the response arrives: a body that was read without a handler is lost. */
  private static Future<HttpReply> reply(HttpClientResponse response) {
    Map<String, String> headers = new HashMap<>();
    response.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return response.body().map(body -> new HttpReply(response.statusCode(), headers, body));
  }
}
