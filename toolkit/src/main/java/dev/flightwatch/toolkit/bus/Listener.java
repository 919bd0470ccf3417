package dev.flightwatch.toolkit.bus;

import dev.flightwatch.toolkit.log.Correlation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One that listens to a kind of fact in this process, on the context that it began on. */
final class Listener<E extends Record> {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);

  private final Topic<E> topic;
  private final ContextInternal context;
  private final Consumer<E> work;

  Listener(Topic<E> topic, ContextInternal context, Consumer<E> work) {
    this.topic = topic;
    this.context = context;
    this.work = work;
  }

  /** Tells a fact of this process; completes when it has been heard, and never fails. */
  Future<Void> tell(Record event, String correlationId) {
    ContextInternal turn = context.duplicate();
    Promise<Void> heard = turn.promise();
    turn.runOnContext(
        v -> {
          Correlation.adopt(correlationId);
          hear(event);
          heard.complete();
        });
    return heard.future();
  }

  /** Hears a fact, on the current context; a failure is logged. */
  void hear(Record event) {
    try {
      work.accept(topic.event().cast(event));
    } catch (RuntimeException e) {
      log.error("A listener of {} failed", topic.address(), e);
    }
  }
}
