package dev.flightwatch.toolkit.bus;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.FieldError;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes a failure for the bus and decodes it: the number of its kind is the failure code, the
 * rest is JSON in the message. Causes are not transferred; they are logged where they happen.
 */
final class BusFailure {
  private static final Logger log = LoggerFactory.getLogger(BusFailure.class);

  private BusFailure() {}

  static void reply(Message<?> message, Throwable cause) {
    ServiceException failure = ServiceException.from(cause);
    if (failure.kind() == ErrorKind.INTERNAL) {
      log.error("{} failed", message.address(), failure);
    } else if (failure.getCause() != null) {
      log.debug("{} failed", message.address(), failure);
    }
    JsonArray fields = new JsonArray();
    failure
        .fields()
        .forEach(f -> fields.add(new JsonObject().put("f", f.field()).put("m", f.message())));
    message.fail(
        failure.kind().number(),
        new JsonObject()
            .put("code", failure.code())
            .put("detail", failure.getMessage())
            .put("fields", fields)
            .encode());
  }

  static ServiceException decode(String address, Throwable failure) {
    if (!(failure instanceof ReplyException reply)) {
      return ServiceException.from(failure);
    }
    ReplyFailure type = reply.failureType();
    return switch (type) {
      case TIMEOUT ->
          ServiceException.of(
              ErrorKind.TIMEOUT, "no_answer_in_time", "There was no reply in time.", failure);
      case NO_HANDLERS ->
          ServiceException.of(
              ErrorKind.UNAVAILABLE,
              "owner_away",
              "The part of the service that handles this request is not running; try again later.",
              failure);
      case ERROR ->
          ServiceException.of(
              ErrorKind.INTERNAL,
              "internal_error",
              "Something went wrong on our side.",
              new IllegalStateException("The bus refused a message to " + address, failure));
      case RECIPIENT_FAILURE -> transferred(reply);
    };
  }

  private static ServiceException transferred(ReplyException reply) {
    try {
      JsonObject json = new JsonObject(reply.getMessage());
      List<FieldError> fields =
          json.getJsonArray("fields").stream()
              .map(JsonObject.class::cast)
              .map(f -> new FieldError(f.getString("f"), f.getString("m")))
              .toList();
      return ServiceException.transferred(
          ErrorKind.ofNumber(reply.failureCode()),
          json.getString("code"),
          json.getString("detail"),
          fields);
    } catch (DecodeException | NullPointerException | ClassCastException e) {
      return ServiceException.from(reply);
    }
  }
}
