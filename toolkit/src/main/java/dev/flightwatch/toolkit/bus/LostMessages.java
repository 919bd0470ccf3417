package dev.flightwatch.toolkit.bus;

import io.vertx.core.Handler;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.eventbus.impl.OutboundDeliveryContext;

/**
 * Answers a question at once when it could not be sent to another process. Vert.x itself lets the
 * asker wait for its whole timeout while a process that died is still listed as an owner.
 */
final class LostMessages implements Handler<DeliveryContext<Object>> {
  private final EventBus eventBus;

  LostMessages(EventBus eventBus) {
    this.eventBus = eventBus;
  }

  @Override
  public void handle(DeliveryContext<Object> context) {
    String asker = context.message().replyAddress();
    if (asker != null && context instanceof OutboundDeliveryContext<?> sent) {
      sent.writePromise.future().onFailure(failure -> tell(asker, failure));
    }
    context.next();
  }

  private void tell(String asker, Throwable failure) {
    if (!(failure instanceof ReplyException)) {
      eventBus.send(
          asker,
          new ReplyException(ReplyFailure.NO_HANDLERS, failure.getMessage()),
          new DeliveryOptions().setLocalOnly(true));
    }
  }
}
