package dev.flightwatch.bench.floor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;

/**
 * The floor of the gateway: Vert.x's proxy without checks, limits, headers and metrics. Its
 * arguments are its port and that of the server.
 */
public final class BareProxy {
  private static final String HOST = "127.0.0.1";

  private BareProxy() {}

  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    int origin = Integer.parseInt(arguments[1]);
    PerCoreServers.announceReady(
        PerCoreServers.deploy(Vertx.vertx(), vertx -> listen(vertx, port, origin)));
  }

  private static Future<?> listen(Vertx vertx, int port, int origin) {
    HttpClient client =
        vertx.httpClientBuilder().with(new PoolOptions().setHttp1MaxSize(64)).build();
    HttpProxy proxy =
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
            .origin(origin, HOST);
    return vertx.createHttpServer().requestHandler(proxy).listen(port, HOST);
  }
}
