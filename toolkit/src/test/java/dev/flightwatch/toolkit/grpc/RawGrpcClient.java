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
import io.vertx.core.http.RequestOptions;

/** Sends requests that no gRPC client would send, and keeps no deadline of its own. */
final class RawGrpcClient {
  static final String SAY = "/test.Echo/Say";

  /** A well-formed message: {@code hello}. */
  static final Buffer HELLO = framed(0, Buffer.buffer(new byte[] {10, 5}).appendString("hello"));

  /** The HTTP status, and the gRPC status and message from the headers or trailers. */
  record RawResponse(int http, String status, String message) {}

  private final HttpClient client;
  private final RequestOptions target;

  RawGrpcClient(Vertx vertx, int port, HttpVersion version) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
    target = new RequestOptions().setHost("127.0.0.1").setPort(port).setMethod(HttpMethod.POST);
  }

  static Buffer framed(int flag, Buffer payload) {
    return Buffer.buffer()
        .appendByte((byte) flag)
        .appendInt(payload.length())
        .appendBuffer(payload);
  }

  Future<RawResponse> send(String path, MultiMap headers, Buffer body) {
    return client
        .request(new RequestOptions(target).setURI(path))
        .compose(
            request -> {
              request.headers().addAll(headers);
              return request
                  .send(body)
                  .compose(response -> response.end().map(end -> response(response)));
            });
  }

  /** Sends the headers of a call, and no message. */
  Future<RawResponse> begin(String path, MultiMap headers) {
    return client
        .request(new RequestOptions(target).setURI(path))
        .compose(
            request -> {
              request.headers().addAll(headers);
              return request
                  .sendHead()
                  .compose(sent -> request.response())
                  .compose(response -> response.end().map(end -> response(response)));
            });
  }

  Future<Void> close() {
    return client.close();
  }

  static MultiMap grpc() {
    return MultiMap.caseInsensitiveMultiMap().set("content-type", "application/grpc");
  }

  private static RawResponse response(HttpClientResponse response) {
    MultiMap place =
        response.headers().contains("grpc-status") ? response.headers() : response.trailers();
    return new RawResponse(
        response.statusCode(), place.get("grpc-status"), place.get("grpc-message"));
  }
}
