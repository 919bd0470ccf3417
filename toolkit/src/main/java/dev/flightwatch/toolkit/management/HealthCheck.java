package dev.flightwatch.toolkit.management;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.function.Supplier;

/**
 * How to ask whether a dependency is well.
 *
 * @param name the dependency, such as {@code postgres}; no slash
 * @param required whether the service is of no use without it
 * @param probe asks once: the data it gives is shown to whoever may see the management port, and is
 *     null when there is none; a failure, or no answer within a second, means that it is not well
 */
public record HealthCheck(String name, boolean required, Supplier<Future<JsonObject>> probe) {
  public HealthCheck {
    requireNonNull(probe);
    if (name.isBlank() || name.contains("/")) {
      throw new IllegalArgumentException("a health check needs a name without a slash");
    }
  }

  /**
   * An optional check of whether something listens where a peer should be.
   *
   * @param client makes the connections; its connect timeout should be under a second
   */
  public static HealthCheck peer(NetClient client, String name, String host, int port) {
    return optional(name, () -> client.connect(port, host).compose(NetSocket::close));
  }

  /**
   * An optional check of something that answers, or does not.
   *
   * @param asked a failure, or no answer within a second, means that it is not well
   */
  public static HealthCheck optional(String name, Supplier<? extends Future<?>> asked) {
    return new HealthCheck(
        name,
        false,
        () ->
            asked
                .get()
                .transform(
                    tried ->
                        tried.succeeded()
                            ? Future.succeededFuture()
                            : Future.failedFuture(
                                new UnhealthyException(
                                    "Nothing answers there.", new JsonObject()))));
  }
}
