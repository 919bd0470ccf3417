package dev.flightwatch.toolkit.http;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.FieldError;
import dev.flightwatch.toolkit.error.ServiceException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;

/** Failures as problem+json (RFC 9457), of type {@code about:blank}; their code identifies them. */
final class Problem {
  private static final Map<String, String> PROBLEM_JSON =
      Map.of("Content-Type", "application/problem+json");

  private Problem() {}

  static Response of(int status, ServiceException failure, String correlationId) {
    JsonObject json =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
            .put("status", status)
            .put("detail", failure.getMessage())
            .put("code", failure.code())
            .put("correlation_id", correlationId);
    if (!failure.fields().isEmpty()) {
      json.put("errors", failure.fields().stream().map(Problem::error).toList());
    }
    Response response = new Response(status, json.toBuffer(), PROBLEM_JSON);
    return failure.retryAfter() == null
        ? response
        : response.withHeader("Retry-After", Long.toString(inSeconds(failure.retryAfter())));
  }

  /** Rounded up, so that a retry after it does not come too early. */
  private static long inSeconds(Duration time) {
    return time.plusSeconds(1).minusNanos(1).toSeconds();
  }

  private static JsonObject error(FieldError error) {
    return JsonObject.of("field", error.field(), "message", error.message());
  }

  /** Returns the status of a kind of failure. */
  static int status(ErrorKind kind) {
    return switch (kind) {
      case INVALID -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case NOT_ACCEPTABLE -> 406;
      case GONE -> 410;
      case TOO_LARGE -> 413;
      case UNSUPPORTED_TYPE -> 415;
      // As the draft on the Idempotency-Key header has it for a key that is reused (section 2.7).
      case CONFLICT -> 422;
      case LIMITED -> 429;
      case INTERNAL -> 500;
      case OVERLOADED, UNAVAILABLE, TIMEOUT -> 503;
    };
  }
}
