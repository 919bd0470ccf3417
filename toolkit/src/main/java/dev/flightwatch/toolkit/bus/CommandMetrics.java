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

/** Metrics of the duration of commands at the sender, by outcome. */
final class CommandMetrics {
  private static final String OK = "ok";
  private static final Metric METRIC =
      Metric.of(
          "flightwatch_bus_command_seconds",
          "Duration of commands, from request to reply, as the sender sees it");
  private static final Map<ErrorKind, String> KIND_TO_LABEL = new EnumMap<>(ErrorKind.class);

  static {
    for (ErrorKind kind : ErrorKind.values()) {
      KIND_TO_LABEL.put(kind, kind.name().toLowerCase(Locale.ROOT));
    }
  }

  private final Meters meters;
  private final Map<String, HistogramFamily> addressToHistograms = new ConcurrentHashMap<>();

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
    String outcome =
        failure == null ? OK : KIND_TO_LABEL.get(ServiceException.from(failure).kind());
    addressToHistograms
        .computeIfAbsent(command.address(), this::histograms)
        .record(outcome, System.nanoTime() - since);
  }

  private HistogramFamily histograms(String address) {
    return meters.histograms(METRIC.with("command", address), "outcome", Buckets.QUICK);
  }
}
