package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Requests to one server with bounds: the time until the end of the response, its size, and the
 * number of requests at a time. A request that exceeds the time or the size ends, with its
 * connection.
 */
final class BoundedHttpClient {
  static final int MAX_RESPONSE_BYTES = 16 * 1024 * 1024;
  static final int CONNECTIONS = 8;
  static final int WAITING = 4 * CONNECTIONS;

  private final HttpClient http;
  private final String server;

  /**
   * @param server name of the server in failures
   * @param connect timeout of connecting
   */
  BoundedHttpClient(Vertx vertx, String server, Duration connect) {
    this.server = server;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout((int) connect.toMillis()),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
  }

  /** Sends a request. Fails with any exception; {@link #failure} converts it. */
  Future<BoundedResponse> send(RequestOptions options, String body, long timeoutMillis) {
    Future<HttpClientRequest> request =
        http.request(
            options
                .putHeader(HttpHeaders.USER_AGENT, "Flightwatch")
                .setFollowRedirects(false)
                .setTimeout(timeoutMillis));
    return request
        .compose(ready -> (body.isEmpty() ? ready.send() : ready.send(body)).compose(this::read))
        .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.onSuccess(sent -> sent.connection().close()));
  }

  /** To be called as soon as there is a response: what arrives before is lost. */
  private Future<BoundedResponse> read(HttpClientResponse response) {
    Buffer bytes = Buffer.buffer();
    Promise<Buffer> complete = Promise.promise();
    response.handler(
        part -> {
          if (bytes.length() + part.length() <= MAX_RESPONSE_BYTES) {
            bytes.appendBuffer(part);
          } else {
            complete.tryFail(
                new OpenSkyException(
                    CallStatus.MALFORMED,
                    server + "'s response is larger than " + MAX_RESPONSE_BYTES + " bytes"));
          }
        });
    response.end().onSuccess(v -> complete.tryComplete(bytes)).onFailure(complete::tryFail);
    return complete.future().map(body -> new BoundedResponse(response, body));
  }

  /** Converts the failure of a request, or of reading its response. */
  <T> Future<T> failure(Throwable cause) {
    return Future.failedFuture(OpenSkyException.of(server, cause));
  }
}
