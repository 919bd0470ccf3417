package dev.flightwatch.usermanager.outbox;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.usermanager.outbox.RelayMetrics.Delivery;
import dev.flightwatch.usermanager.users.Deletion;
import dev.flightwatch.usermanager.users.DeletionRelay;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers deletions to the data collector: the process that deleted the user at once, the sweep of
 * any process later. No transaction is open during a call, and a deletion leaves the outbox only
 * when it is confirmed. While the data collector cannot be reached, the sweeps try one deletion per
 * probe interval instead of all.
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

  /** When the next call to an unreachable data collector is due; null while it is reachable. */
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
  public Future<Boolean> deliver(Deletion deletion) {
    return dataCollector
        .deleteData(deletion)
        .transform(
            result ->
                result.failed() && isUnreachable(result.cause())
                    ? unreachable(deletion, result.cause())
                    : reachable()
                        .compose(
                            v ->
                                result.succeeded() && result.result()
                                    ? confirmed(deletion)
                                    : refused(deletion, result.cause())));
  }

  private static boolean isUnreachable(Throwable failure) {
    ErrorKind kind = ServiceException.from(failure).kind();
    return kind == ErrorKind.UNAVAILABLE || kind == ErrorKind.TIMEOUT;
  }

  private Future<Boolean> unreachable(Deletion deletion, Throwable failure) {
    if (nextProbe == null) {
      log.warn(
          "The data collector is unavailable ({}); deletions are retried every {} ms",
          failure.getMessage(),
          times.probe().toMillis());
    }
    metrics.attempted(Delivery.UNREACHABLE);
    nextProbe = clock.instant().plus(times.probe());
    return attempted(outbox.postpone(deletion, nextProbe)).map(false);
  }

  private Future<Void> reachable() {
    if (nextProbe == null) {
      return Future.succeededFuture();
    }
    nextProbe = null;
    log.info("The data collector is available again; delivering the deletions in the outbox");
    return attempted(outbox.makeAllDue(clock.instant()));
  }

  private Future<Boolean> confirmed(Deletion deletion) {
    metrics.attempted(Delivery.CONFIRMED);
    log.info("The data collector confirmed the deletion of {}", deletion.email());
    return attempted(outbox.remove(deletion.messageId())).map(true);
  }

  private Future<Boolean> refused(Deletion deletion, Throwable failure) {
    metrics.attempted(Delivery.REFUSED);
    Deletion refused = deletion.refused();
    Duration wait = times.afterRefusals(refused.refusals());
    log.warn(
        "The data collector refused the deletion of {} ({}); retrying in {} ms, refusal {}",
        deletion.email(),
        failure == null ? "no success" : failure.getMessage(),
        wait.toMillis(),
        refused.refusals());
    Instant next = clock.instant().plus(wait);
    return attempted(outbox.postpone(refused, next)).map(false);
  }

  /** Ignores a failed change of the outbox: the deletion is delivered again, which is harmless. */
  private static Future<Void> attempted(Future<Void> change) {
    return change.recover(
        failure -> {
          log.warn("Outbox not updated ({}); delivering the deletion again", failure.getMessage());
          return Future.succeededFuture();
        });
  }

  /** Delivers the deletions that are due, and samples the backlog that is left. */
  public Future<Void> sweep() {
    return deliverDue().eventually(() -> metrics.sample(outbox));
  }

  /** Delivers one deletion per probe interval while nothing is reachable. */
  private Future<Void> deliverDue() {
    Instant now = clock.instant();
    if (stopped || (nextProbe != null && now.isBefore(nextProbe))) {
      return Future.succeededFuture();
    }
    int limit = nextProbe == null ? times.batch() : 1;
    return outbox
        .claimDue(now, now.plus(times.claim()), limit)
        .recover(OutboxRelay::noneWhileUnavailable)
        .compose(due -> Future.join(due.stream().map(this::deliver).toList()).map(due))
        .compose(due -> due.size() < limit ? Future.succeededFuture() : deliverDue());
  }

  /** The store itself logs that it is unavailable, once and not for every sweep. */
  private static Future<List<Deletion>> noneWhileUnavailable(Throwable failure) {
    return ServiceException.from(failure).kind() == ErrorKind.UNAVAILABLE
        ? Future.succeededFuture(List.of())
        : Future.failedFuture(failure);
  }

  /** Starts no further batch. */
  public void stop() {
    stopped = true;
  }
}
