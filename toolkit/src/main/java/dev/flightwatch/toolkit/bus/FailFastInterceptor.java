package dev.flightwatch.toolkit.bus;

import io.vertx.core.Handler;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.eventbus.impl.OutboundDeliveryContext;

/**
 * Fails a request at once when it cannot be sent to another process. Without it Vert.x lets the
 * sender wait for the whole timeout while a process that died is still registered as a consumer.
 */
record FailFastInterceptor(EventBus eventBus) implements Handler<DeliveryContext<Object>> {
  @Override
  public void handle(DeliveryContext<Object> context) {
    String sender = context.message().replyAddress();
    if (sender != null && context instanceof OutboundDeliveryContext<?> sent) {
      sent.writePromise.future().onFailure(failure -> fail(sender, failure));
    }
    context.next();
  }

  private void fail(String sender, Throwable failure) {
    if (!(failure instanceof ReplyException)) {
      eventBus.send(
          sender,
          new ReplyException(ReplyFailure.NO_HANDLERS, failure.getMessage()),
          new DeliveryOptions().setLocalOnly(true));
    }
  }
}
