package dev.flightwatch.testkit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A blocking HTTP client for one server on this host. Requests fail after 10 seconds. */
public final class HttpTestClient {
  public static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  /** A complete response. The names of its headers are in lower case. */
  public record Reply(int status, Map<String, String> headers, Buffer body) {
    public String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }

    public JsonObject json() {
      return body.toJsonObject();
    }

    /** Returns the invalid fields of a problem, with their messages. */
    public Map<String, String> errors() {
      return json().getJsonArray("errors").stream()
          .map(JsonObject.class::cast)
          .collect(Collectors.toMap(e -> e.getString("field"), e -> e.getString("message")));
    }

    /** Returns the names of the invalid fields of a problem. */
    public Set<String> fields() {
      return errors().keySet();
    }
  }

  private final HttpClient client;
  private final int port;

  public HttpTestClient(Vertx vertx, int port) {
    this.client = vertx.createHttpClient();
    this.port = port;
  }

  public Reply get(String uri) throws TimeoutException {
    return send(HttpMethod.GET, uri, Map.of(), Buffer.buffer());
  }

  public Reply get(String uri, Map<String, String> headers) throws TimeoutException {
    return send(HttpMethod.GET, uri, headers, Buffer.buffer());
  }

  public Reply post(String uri, Map<String, String> headers, String body) throws TimeoutException {
    return send(HttpMethod.POST, uri, headers, Buffer.buffer(body));
  }

  public Reply send(HttpMethod method, String uri, Map<String, String> headers, Buffer body)
      throws TimeoutException {
    RequestOptions options =
        new RequestOptions().setHost("127.0.0.1").setPort(port).setMethod(method).setURI(uri);
    headers.forEach(options::putHeader);
    return client
        .request(options)
        .compose(request -> request.send(body).compose(HttpTestClient::reply))
        .await(30, TimeUnit.SECONDS);
  }

  /** Reads the response on its event loop: parts of the body that arrive earlier would be lost. */
  private static Future<Reply> reply(HttpClientResponse response) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .forEach(
            (name, value) ->
                headers.merge(
                    name.toLowerCase(Locale.ROOT), value, (one, more) -> one + ", " + more));
    return body(response).map(body -> new Reply(response.statusCode(), headers, body));
  }

  /** Returns the first part of a stream of events, which has no end, and disconnects. */
  private static Future<Buffer> body(HttpClientResponse response) {
    boolean isStream = "text/event-stream".equals(response.getHeader("Content-Type"));
    if (!isStream || response.request().getMethod() == HttpMethod.HEAD) {
      return response.body();
    }
    Promise<Buffer> first = Promise.promise();
    response.handler(first::tryComplete).exceptionHandler(first::tryFail);
    return first.future().onComplete(part -> response.request().connection().close());
  }
}
