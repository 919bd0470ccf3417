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

/** How long commands take, as who asks sees it, by what comes of them. */
final class CommandTimes {
  private static final String OK = "ok";
  private static final Metric METRIC =
      Metric.of("flightwatch_bus_command_seconds", "From question to answer, as the asker sees it");
  private static final Map<ErrorKind, String> KIND_TO_WORD = new EnumMap<>(ErrorKind.class);

  static {
    for (ErrorKind kind : ErrorKind.values()) {
      KIND_TO_WORD.put(kind, kind.name().toLowerCase(Locale.ROOT));
    }
  }

  private final Meters meters;
  private final Map<String, HistogramFamily> addressToTimes = new ConcurrentHashMap<>();

  CommandTimes(Meters meters) {
    this.meters = meters;
  }

  /**
   * A command has ended.
   *
   * @param failure null when it was answered
   * @param since when it was asked, by {@code System.nanoTime()}
   */
  void ended(Command<?, ?> command, Throwable failure, long since) {
    String outcome = failure == null ? OK : KIND_TO_WORD.get(ServiceException.from(failure).kind());
    addressToTimes
        .computeIfAbsent(command.address(), this::times)
        .record(outcome, System.nanoTime() - since);
  }

  private HistogramFamily times(String address) {
    return meters.histograms(METRIC.with("command", address), "outcome", Buckets.QUICK);
  }
}
