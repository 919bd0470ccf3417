package dev.flightwatch.toolkit.http;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * The validated input of an operation. It contains only what the OpenAPI document declares.
 *
 * @param body JSON body; null when the operation has none
 * @param path path parameters
 * @param query query parameters of the request, and the defaults of the others
 * @param headers headers of the request, by their names in the document
 * @param correlationId id of the request in logs and in the response
 * @param mediaType media type of the response, which the server chose; null when the endpoint
 *     offers no choice
 */
public record Request(
    JsonObject body,
    Map<String, String> path,
    Map<String, String> query,
    Map<String, String> headers,
    String correlationId,
    String mediaType) {
  /** Input of an operation without a choice of media types. */
  public Request(
      JsonObject body,
      Map<String, String> path,
      Map<String, String> query,
      Map<String, String> headers,
      String correlationId) {
    this(body, path, query, headers, correlationId, null);
  }

  /** Returns this input with the media type of the response. */
  public Request withMediaType(String chosen) {
    return new Request(body, path, query, headers, correlationId, chosen);
  }

  /** Returns a path parameter. */
  public String path(String name) {
    return path.get(name);
  }

  /** Returns a query parameter; null when it is missing and has no default. */
  public String query(String name) {
    return query.get(name);
  }

  /** Returns a query parameter that is declared as an integer, and required or with a default. */
  public int queryInt(String name) {
    return Integer.parseInt(query.get(name));
  }

  /** Returns a header; null when it is missing. */
  public String header(String name) {
    return headers.get(name);
  }
}
