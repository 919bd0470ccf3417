package dev.flightwatch.toolkit.bus;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.FieldError;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes a failure for the bus and decodes it: the number of its kind is the failure code, the
 * rest is JSON in the message. Causes are not transferred; they are logged where they happen.
 */
final class BusFailure {
  private static final Logger log = LoggerFactory.getLogger(BusFailure.class);

  /** The message; newer processes may add properties. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Wire(String code, String detail, List<Field> fields, Long retryMillis) {}

  private record Field(String f, String m) {}

  private BusFailure() {}

  static void reply(Message<?> message, Throwable cause) {
    ServiceException failure = ServiceException.from(cause);
    if (failure.kind() == ErrorKind.INTERNAL) {
      log.error("{} failed", message.address(), failure);
    } else if (failure.getCause() != null) {
      log.debug("{} failed", message.address(), failure);
    }
    List<Field> fields =
        failure.fields().stream().map(error -> new Field(error.field(), error.message())).toList();
    Long retry = failure.retryAfter() == null ? null : failure.retryAfter().toMillis();
    Wire wire = new Wire(failure.code(), failure.getMessage(), fields, retry);
    message.fail(failure.kind().number(), Json.encode(wire));
  }

  static ServiceException decode(String address, Throwable failure) {
    if (!(failure instanceof ReplyException reply)) {
      return ServiceException.from(failure);
    }
    return switch (reply.failureType()) {
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
          ServiceException.from(
              new IllegalStateException("The bus refused a message to " + address, failure));
      case RECIPIENT_FAILURE -> transferred(reply);
    };
  }

  private static ServiceException transferred(ReplyException reply) {
    try {
      Wire wire = Json.decodeValue(String.valueOf(reply.getMessage()), Wire.class);
      List<FieldError> fields =
          wire.fields.stream().map(field -> new FieldError(field.f, field.m)).toList();
      ServiceException failure =
          ServiceException.of(
              ErrorKind.ofNumber(reply.failureCode()), wire.code, wire.detail, fields);
      return wire.retryMillis == null
          ? failure
          : failure.withRetryAfter(Duration.ofMillis(wire.retryMillis));
    } catch (DecodeException | NullPointerException e) {
      return ServiceException.from(reply);
    }
  }
}
