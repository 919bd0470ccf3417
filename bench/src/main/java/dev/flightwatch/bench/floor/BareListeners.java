package dev.flightwatch.bench.floor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.stream.IntStream;

/**
 * A bare Vert.x program with the listeners that a service has: HTTP, gRPC and management, on the
 * three ports that it takes. It is ready when the last one says so.
 */
public final class BareListeners {
  private BareListeners() {}

  public static void main(String[] words) {
    int[] ports = IntStream.range(0, 3).map(i -> Integer.parseInt(words[i])).toArray();
    Vertx vertx = Vertx.vertx();
    Loops.announce(
        Loops.each(vertx, loop -> http(loop, "/flights/last", ports[0]))
            .compose(v -> Loops.each(vertx, loop -> EmptyCall.listen(loop, ports[1])))
            .compose(v -> http(vertx, "/health/ready", ports[2])));
  }

  private static Future<?> http(Vertx vertx, String path, int port) {
    Router router = Router.router(vertx);
    router.get(path).handler(call -> call.response().end("{}"));
    return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
  }
}
