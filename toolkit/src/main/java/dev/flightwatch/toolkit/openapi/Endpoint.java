package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import io.vertx.core.Future;

/**
 * The implementation of one operation of an OpenAPI document. The server calls it on its event loop
 * with validated input, so it must not block.
 *
 * <p>A {@code ServiceException} becomes a problem with the status of its kind. Any other failure is
 * a defect: it becomes a 500 and is logged as an error.
 */
public interface Endpoint {
  /** Returns the {@code operationId} of the operation. */
  String operationId();

  /** Handles a request. The returned future may complete on any thread. */
  Future<Response> handle(Request request);
}
