package dev.flightwatch.gateway.proxy;

import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.util.concurrent.TimeoutException;

/**
 * A service behind the gateway.
 *
 * @param name in error codes and metrics, such as {@code user_manager}
 * @param address of its HTTP API
 */
public record Upstream(String name, HostAndPort address) {
  private String title() {
    return "The " + name.replace('_', ' ');
  }

  /** Maps a failed call: it was refused by the gateway, not made, or got no response. */
  ServiceException failure(Throwable cause) {
    if (cause instanceof ServiceException known) {
      return known;
    }
    if (cause instanceof ConnectionPoolTooBusyException) {
      return ServiceException.of(
          ErrorKind.OVERLOADED, "overloaded", "Too many requests at once; try again in a moment.");
    }
    if (cause instanceof TimeoutException && !(cause instanceof ConnectTimeoutException)) {
      return ServiceException.of(
          ErrorKind.TIMEOUT, name + "_timeout", title() + " did not respond in time.", cause);
    }
    return ServiceException.of(
        ErrorKind.UNAVAILABLE,
        name + "_unavailable",
        title() + " is unavailable; try again later.",
        cause);
  }
}
