package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.http.OutgoingResponse;
import dev.flightwatch.toolkit.http.Request;
import io.vertx.core.Future;
import java.util.List;

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

  /**
   * Returns the media types of the response, between which the client chooses with {@code Accept};
   * the first one is for clients that accept any. Without types, {@code Accept} is ignored.
   */
  default List<String> mediaTypes() {
    return List.of();
  }

  /** Handles a request. The returned future may complete on any thread. */
  Future<? extends OutgoingResponse> handle(Request request);
}
