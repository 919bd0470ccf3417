package dev.flightwatch.toolkit.launch;

import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Function;

/** Which variables to change when a door cannot listen. */
public final class PortVariable {
  private static final Set<String> CODES = Set.of("port_taken", "cannot_listen");

  private PortVariable() {}

  /** For {@code recover}: names the variables in a failure to listen; leaves others alone. */
  public static <T> Function<Throwable, Future<T>> named(Setting<Integer> port) {
    return failure ->
        Future.failedFuture(
            failure instanceof ServiceException known && CODES.contains(known.code())
                ? ServiceException.of(
                    ErrorKind.UNAVAILABLE,
                    known.code(),
                    known.getMessage()
                        + ": set "
                        + port.variable()
                        + " to a free one, or "
                        + StartSettings.BIND_ADDRESS.variable()
                        + " to an address of this host.",
                    known)
                : failure);
  }
}
