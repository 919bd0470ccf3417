package dev.flightwatch.toolkit.bus;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Metrics of the duration of commands at the sender, by outcome. */
final class CommandMetrics {
  private record Labels(String command, String outcome) {}

  private final Meters meters;
  private final Map<Labels, Timer> labelsToTimer = new ConcurrentHashMap<>();

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
        failure == null ? "ok" : Meters.labelValue(ServiceException.from(failure).kind());
    labelsToTimer
        .computeIfAbsent(new Labels(command.address(), outcome), this::timer)
        .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Labels labels) {
    String help = "Duration of commands, from request to reply, as the sender sees it";
    return Buckets.QUICK
        .timer(meters.name("bus_command_seconds"), help)
        .tags("command", labels.command, "outcome", labels.outcome)
        .register(meters.registry());
  }
}
