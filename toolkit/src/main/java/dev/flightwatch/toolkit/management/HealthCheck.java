package dev.flightwatch.toolkit.management;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.function.Supplier;

/**
 * A health check of one dependency.
 *
 * @param name the dependency, such as {@code postgres}
 * @param required whether the service is not ready without it
 * @param probe checks the dependency once. Its data, which may be null, is public on the management
 *     port. The dependency is unhealthy when the probe fails or does not complete within a second.
 */
public record HealthCheck(String name, boolean required, Supplier<Future<JsonObject>> probe) {
  private static final int CONNECT_MILLIS = 800;

  /** Returns an optional check of whether a peer accepts connections. */
  public static HealthCheck peer(Vertx vertx, String name, String host, int port) {
    NetClient client =
        vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
    return optional(name, () -> client.connect(port, host).compose(NetSocket::close));
  }

  /** Returns an entry that is always healthy and shows a warning. */
  public static HealthCheck warning(String name, String warning) {
    JsonObject entry = JsonObject.of("warning", warning);
    return new HealthCheck(name, false, () -> Future.succeededFuture(entry));
  }

  /**
   * Returns an optional check without data.
   *
   * @param probe checks the dependency once, as {@link #probe} does
   */
  public static HealthCheck optional(String name, Supplier<? extends Future<?>> probe) {
    return new HealthCheck(name, false, () -> probe.get().mapEmpty());
  }
}
