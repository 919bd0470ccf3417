package dev.flightwatch.usermanager.outbox;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.usermanager.outbox.RelayMetrics.Delivery;
import dev.flightwatch.usermanager.users.Deletion;
import dev.flightwatch.usermanager.users.DeletionRelay;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the data collector of deletions: at once by the process that deleted, later by the sweep of
 * any process. No transaction is open over a call, and a deletion leaves the outbox only when it
 * was confirmed. While the data collector cannot be reached, a sweep tries one deletion a probe
 * interval instead of all.
 *
 * <p>Belongs to one event loop.
 */
public final class OutboxRelay implements DeletionRelay {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

  private final DeletionOutbox outbox;
  private final DataCollectorClient dataCollector;
  private final RelayTimes times;
  private final RelayMetrics metrics;
  private final Clock clock;
  private boolean stopped;

  /** When an unreachable data collector is tried again; null while it is reachable. */
  private Instant nextProbe;

  public OutboxRelay(
      DeletionOutbox outbox,
      DataCollectorClient dataCollector,
      RelayTimes times,
      RelayMetrics metrics,
      Clock clock) {
    this.outbox = requireNonNull(outbox);
    this.dataCollector = requireNonNull(dataCollector);
    this.times = requireNonNull(times);
    this.metrics = requireNonNull(metrics);
    this.clock = requireNonNull(clock);
  }

  @Override
  public Future<Boolean> tell(Deletion deletion) {
    return dataCollector
        .deleteData(deletion)
        .transform(
            answer -> {
              if (answer.failed() && isUnreachable(answer.cause())) {
                return unreachable(deletion, answer.cause());
              }
              Future<Void> reached = reached();
              return answer.succeeded() && answer.result()
                  ? reached.compose(v -> confirmed(deletion))
                  : reached.compose(v -> refused(deletion, answer.cause()));
            });
  }

  private static boolean isUnreachable(Throwable failure) {
    ErrorKind kind = ServiceException.from(failure).kind();
    return kind == ErrorKind.UNAVAILABLE || kind == ErrorKind.TIMEOUT;
  }

  private Future<Boolean> unreachable(Deletion deletion, Throwable failure) {
    if (nextProbe == null) {
      log.warn("The data collector cannot be reached: {}", failure.getMessage());
    }
    metrics.attempted(Delivery.UNREACHABLE);
    nextProbe = clock.instant().plus(times.probe());
    return kept(outbox.postpone(deletion, nextProbe)).map(false);
  }

  private Future<Void> reached() {
    if (nextProbe == null) {
      return Future.succeededFuture();
    }
    nextProbe = null;
    log.info("The data collector is reachable again");
    return kept(outbox.makeAllDue(clock.instant()));
  }

  private Future<Boolean> confirmed(Deletion deletion) {
    metrics.attempted(Delivery.CONFIRMED);
    log.info("The data collector confirmed the deletion of {}", deletion.email());
    return kept(outbox.remove(deletion.messageId())).map(true);
  }

  private Future<Boolean> refused(Deletion deletion, Throwable failure) {
    metrics.attempted(Delivery.REFUSED);
    Deletion refused = deletion.refused();
    log.warn(
        "The data collector refused the deletion of {}, refusal {}: {}",
        deletion.email(),
        refused.refusals(),
        failure == null ? "no success" : failure.getMessage());
    Instant next = clock.instant().plus(times.afterRefusals(refused.refusals()));
    return kept(outbox.postpone(refused, next)).map(false);
  }

  /** A change of the outbox that fails only has the deletion told once more, which harms nobody. */
  private static Future<Void> kept(Future<Void> change) {
    return change.recover(
        failure -> {
          log.warn("The outbox could not be changed: {}", failure.getMessage());
          return Future.succeededFuture();
        });
  }

  /** Tells of all deletions that are due; of one, when it is time to, while nobody answers. */
  public Future<Void> sweep() {
    Instant now = clock.instant();
    if (stopped || (nextProbe != null && now.isBefore(nextProbe))) {
      return Future.succeededFuture();
    }
    int limit = nextProbe == null ? times.batch() : 1;
    return outbox
        .claimDue(now, now.plus(times.claim()), limit)
        .recover(OutboxRelay::nothingWhileAway)
        .compose(due -> Future.join(due.stream().map(this::tell).toList()).map(due))
        .compose(due -> due.size() < limit ? Future.succeededFuture() : sweep());
  }

  /** The store says itself that it is away; there is no need to say so at every sweep. */
  private static Future<List<Deletion>> nothingWhileAway(Throwable failure) {
    return ServiceException.from(failure).kind() == ErrorKind.UNAVAILABLE
        ? Future.succeededFuture(List.of())
        : Future.failedFuture(failure);
  }

  /** Begins no further batch. */
  public void stop() {
    stopped = true;
  }
}
