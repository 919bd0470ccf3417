package dev.flightwatch.toolkit.bus;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.HistogramFamily;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.metrics.Metric;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Durations of commands as the sender sees them, by outcome. */
final class CommandMetrics {
  private static final String OK = "ok";
  private static final Metric METRIC =
      Metric.of(
          "flightwatch_bus_command_seconds",
          "Duration of commands, from request to reply, as the sender sees it");
  private static final Map<ErrorKind, String> KIND_TO_WORD = new EnumMap<>(ErrorKind.class);

  static {
    for (ErrorKind kind : ErrorKind.values()) {
      KIND_TO_WORD.put(kind, kind.name().toLowerCase(Locale.ROOT));
    }
  }

  private final Meters meters;
  private final Map<String, HistogramFamily> addressToTimes = new ConcurrentHashMap<>();

  CommandMetrics(Meters meters) {
    this.meters = meters;
  }

  /**
   * Records a command that has completed.
   *
   * @param failure null when there was a reply
   * @param since start of the command, by {@code System.nanoTime()}
   */
  void completed(Command<?, ?> command, Throwable failure, long since) {
    String outcome = failure == null ? OK : KIND_TO_WORD.get(ServiceException.from(failure).kind());
    addressToTimes
        .computeIfAbsent(command.address(), this::times)
        .record(outcome, System.nanoTime() - since);
  }

  private HistogramFamily times(String address) {
    return meters.histograms(METRIC.with("command", address), "outcome", Buckets.QUICK);
  }
}
