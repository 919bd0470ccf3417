package dev.flightwatch.datacollector.http;

import dev.flightwatch.toolkit.cache.ResponseCache;
import dev.flightwatch.toolkit.cache.ResponseCache.Load;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * An operation whose responses are cached.
 *
 * @param operation makes the response when the cache has none
 */
record CachedEndpoint(
    String operationId, ResponseCache responses, Function<Request, Load> operation)
    implements Endpoint {
  @Override
  public Future<Response> handle(Request request) {
    return responses.get(operationId, request, () -> operation.apply(request));
  }
}
