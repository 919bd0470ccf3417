package dev.flightwatch.bench.floor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.stream.IntStream;

/**
 * The floor of a start: a bare Vert.x program that opens the servers of a service. Its arguments
 * are the HTTP, gRPC and management ports. The management server starts last.
 */
public final class BareServers {
  private BareServers() {}

  public static void main(String[] arguments) {
    int[] ports = IntStream.range(0, 3).map(i -> Integer.parseInt(arguments[i])).toArray();
    Vertx vertx = Vertx.vertx();
    PerCoreServers.announceReady(
        PerCoreServers.deploy(vertx, loop -> http(loop, "/flights/last", ports[0]))
            .compose(v -> PerCoreServers.deploy(vertx, loop -> EmptyCall.listen(loop, ports[1])))
            .compose(v -> http(vertx, "/health/ready", ports[2])));
  }

  private static Future<?> http(Vertx vertx, String path, int port) {
    Router router = Router.router(vertx);
    router.get(path).handler(call -> call.response().end("{}"));
    return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
  }
}
