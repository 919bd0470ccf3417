package dev.flightwatch.bench.floor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The floor of a read: a bare Vert.x route with a constant response body. Its arguments are the
 * path, the port, and the file with the body.
 */
public final class ConstantRoute {
  private ConstantRoute() {}

  public static void main(String[] arguments) throws IOException {
    String path = arguments[0];
    int port = Integer.parseInt(arguments[1]);
    Buffer body = Buffer.buffer(Files.readAllBytes(Path.of(arguments[2])));
    PerCoreServers.announceReady(
        PerCoreServers.deploy(Vertx.vertx(), vertx -> listen(vertx, path, port, body)));
  }

  private static Future<?> listen(Vertx vertx, String path, int port, Buffer body) {
    Router router = Router.router(vertx);
    router
        .get(path)
        .handler(
            call ->
                call.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(body));
    return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
  }
}
