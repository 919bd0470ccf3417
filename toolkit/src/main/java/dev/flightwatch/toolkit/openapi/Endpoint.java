package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import io.vertx.core.Future;

/**
 * One operation of a service's OpenAPI document. A door calls it on its event loop with input that
 * has been validated, so it must not block; whatever its future fails with is answered as a
 * problem, and anything that is no {@code ServiceException} counts as a defect.
 */
public interface Endpoint {
  /** The {@code operationId} that this endpoint answers. */
  String operationId();

  /** Answers one call. The future may complete on any thread. */
  Future<Response> handle(Request call);
}
