package dev.flightwatch.toolkit.launch;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The environment variables to change when a server cannot listen. */
public final class PortVariable {
  private PortVariable() {}

  /**
   * Returns a function for {@code recover} that adds the variables to a failure to listen. It
   * passes on other failures unchanged.
   */
  public static <T> Function<Throwable, Future<T>> named(
      Setting<String> address, Setting<Integer> port) {
    String remedy =
        ": set %s to a free port, or %s to an address of this host."
            .formatted(port.variable(), address.variable());
    return failure ->
        Future.failedFuture(
            failure instanceof ServiceException known
                    && known.code().equals(ListenAddress.CANNOT_LISTEN)
                ? ServiceException.of(
                    known.kind(), known.code(), known.getMessage() + remedy, known)
                : failure);
  }

  /**
   * Returns a problem for each port that equals an earlier one, except 0. Vert.x would let two
   * servers of one process share a port and divide the connections between them.
   */
  public static List<String> clashes(Config config, List<Setting<Integer>> ports) {
    Map<Integer, Setting<Integer>> portToFirst = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (Setting<Integer> port : ports) {
      int number = config.get(port);
      Setting<Integer> first = number == 0 ? null : portToFirst.putIfAbsent(number, port);
      if (first != null) {
        problems.add(
            "%s must differ from %s (both are %d)"
                .formatted(port.variable(), first.variable(), number));
      }
    }
    return problems;
  }
}
