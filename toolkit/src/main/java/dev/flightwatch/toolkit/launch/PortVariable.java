package dev.flightwatch.toolkit.launch;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * Doors that are to listen on one port: Vert.x would let two of one process share it in silence,
   * and give each half of the connections. One problem for each that comes second; 0 clashes with
   * nothing.
   */
  public static List<String> clashes(Config config, List<Setting<Integer>> ports) {
    Map<Integer, Setting<Integer>> portToFirst = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Setting<Integer> port : ports) {
      int number = config.get(port);
      Setting<Integer> first = number == 0 ? null : portToFirst.putIfAbsent(number, port);
      if (first != null) {
        problems.add(
            port.variable()
                + " must differ from "
                + first.variable()
                + " (both are "
                + number
                + ")");
      }
    }
    return problems;
  }
}
