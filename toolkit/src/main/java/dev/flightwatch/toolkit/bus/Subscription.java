package dev.flightwatch.toolkit.bus;

import dev.flightwatch.toolkit.log.Correlation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A subscription of this process to one type of event; its handler runs on one context. */
record Subscription<E extends Record>(
    BusEvent<E> type, ContextInternal context, Consumer<E> handler) {
  private static final Logger log = LoggerFactory.getLogger(Subscription.class);

  /** Delivers an event of this process. Completes when the handler has run, and never fails. */
  Future<Void> deliver(Record event, String correlationId) {
    ContextInternal turn = context.duplicate();
    Promise<Void> delivered = turn.promise();
    turn.runOnContext(
        v -> {
          Correlation.adopt(correlationId);
          handle(event);
          delivered.complete();
        });
    return delivered.future();
  }

  /** Runs the handler on the current context; a failure of the handler is logged. */
  void handle(Record event) {
    try {
      handler.accept(type.event().cast(event));
    } catch (RuntimeException e) {
      log.error("A subscriber of {} failed", type.address(), e);
    }
  }
}
