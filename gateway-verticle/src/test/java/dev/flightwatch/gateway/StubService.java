package dev.flightwatch.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A service behind the gateway. Paths with {@code held} and {@code stream} get no complete response
 * until the test ends it.
 */
final class StubService {
  /** Larger than all buffers of a connection. */
  private static final int LARGE_BYTES = 24 * 1024 * 1024;

  static final String EVENT = "event: airport\ndata: {}\n\n";

  private final Queue<String> targets = new ConcurrentLinkedQueue<>();
  private final List<HttpServerResponse> open = new CopyOnWriteArrayList<>();
  private final Set<HttpServerResponse> left = ConcurrentHashMap.newKeySet();
  private final HttpServer server;

  StubService(Vertx vertx) throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
  }

  int port() {
    return server.actualPort();
  }

  /** Returns method and target of each request. */
  List<String> targets() {
    return List.copyOf(targets);
  }

  /** Returns the responses that have not ended. */
  List<HttpServerResponse> open() {
    return open;
  }

  /** Returns the responses whose clients left. */
  Set<HttpServerResponse> left() {
    return left;
  }

  private void handle(HttpServerRequest request) {
    targets.add(request.method() + " " + request.uri());
    HttpServerResponse response = request.response();
    if (request.path().startsWith("/stream")) {
      keep(response);
      response.putHeader("Content-Type", "text/event-stream").setChunked(true).write(EVENT);
    } else if (request.path().contains("held")) {
      keep(response);
    } else if (request.path().contains("large")) {
      keep(response);
      response.setChunked(true).write(Buffer.buffer(new byte[LARGE_BYTES]));
    } else if (request.path().equals("/airports") || request.path().equals("/openapi.yaml")) {
      response.putHeader("Content-Type", "application/json").putHeader("ETag", "\"1\"");
      if ("\"1\"".equals(request.getHeader("If-None-Match"))) {
        response.setStatusCode(304).end();
      } else {
        response.end("{\"airports\":[]}");
      }
    } else if (request.path().equals("/users")) {
      response.setStatusCode(405).end();
    } else {
      response.setStatusCode(404).end();
    }
  }

  private void keep(HttpServerResponse response) {
    open.add(response);
    response.closeHandler(closed -> left.add(response));
  }
}
