package dev.flightwatch.toolkit.grpc;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.util.Map;

/** Sends requests that no gRPC client would send, and keeps no deadline of its own. */
final class RawGrpcClient {
  static final String SAY = "/test.Echo/Say";

  /** A well-formed message: {@code hello}. */
  static final Buffer HELLO =
      Buffer.buffer(new byte[] {0, 0, 0, 0, 7, 10, 5}).appendString("hello");

  private final HttpClient client;

  RawGrpcClient(Vertx vertx, int port, HttpVersion version) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(version)
                .setHttp2ClearTextUpgrade(false)
                .setDefaultPort(port));
  }

  /**
   * Returns the gRPC status, or {@code http} and the HTTP status when there is none, or {@code
   * reset}.
   *
   * @param body null for a request that does not end
   */
  Future<String> send(String path, Map<String, String> headers, Buffer body) {
    return client
        .request(HttpMethod.POST, path)
        .compose(
            request -> {
              request.putHeader("content-type", "application/grpc");
              headers.forEach(request::putHeader);
              Future<HttpClientResponse> response =
                  body == null
                      ? request.sendHead().compose(sent -> request.response())
                      : request.send(body);
              return response.compose(begun -> begun.end().map(end -> status(begun)));
            })
        .otherwise(
            failure -> failure instanceof StreamResetException ? "reset" : failure.toString());
  }

  private static String status(HttpClientResponse response) {
    MultiMap all = MultiMap.caseInsensitiveMultiMap().addAll(response.headers());
    all.addAll(response.trailers());
    return all.contains("grpc-status") ? all.get("grpc-status") : "http " + response.statusCode();
  }

  Future<Void> close() {
    return client.close();
  }
}
