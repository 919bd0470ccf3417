package dev.flightwatch.toolkit.bus;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Metrics of the duration of commands at the sender, by outcome. */
final class CommandMetrics {
  private static final String OK = "ok";
  private static final Map<ErrorKind, String> KIND_TO_OUTCOME = new EnumMap<>(ErrorKind.class);

  static {
    for (ErrorKind kind : ErrorKind.values()) {
      KIND_TO_OUTCOME.put(kind, Meters.labelValue(kind));
    }
  }

  private final Meters meters;

  /** Timers by outcome, by the command's address. */
  private final Map<String, Map<String, Timer>> addressToTimers = new ConcurrentHashMap<>();

  CommandMetrics(Meters meters) {
    this.meters = meters;
  }

  /**
   * Records a command that has completed.
   *
   * @param failure null when there was a reply
   * @param start start of the command, by {@code System.nanoTime()}
   */
  void completed(Command<?, ?> command, Throwable failure, long start) {
    String outcome =
        failure == null ? OK : KIND_TO_OUTCOME.get(ServiceException.from(failure).kind());
    addressToTimers
        .computeIfAbsent(command.address(), address -> new ConcurrentHashMap<>())
        .computeIfAbsent(outcome, value -> timer(command.address(), value))
        .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  private Timer timer(String address, String outcome) {
    return Buckets.QUICK
        .timer(
            meters.name("bus_command_seconds"),
            "Duration of commands, from request to reply, as the sender sees it")
        .tags("command", address, "outcome", outcome)
        .register(meters.registry());
  }
}
