package dev.flightwatch.toolkit.http;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * What an endpoint sees of a request: only what the contract declares, and only when it is valid.
 *
 * @param body the JSON body, or null when the operation has none
 * @param query the query parameters given, and the defaults of those that were not
 * @param headers the headers given, by the names that the contract uses
 * @param correlationId the id of this request in logs and answers
 */
public record Request(
    JsonObject body, Map<String, String> query, Map<String, String> headers, String correlationId) {

  /** A query parameter's text; null when it was not given and has no default. */
  public String query(String name) {
    return query.get(name);
  }

  /** A query parameter that the contract declares as an integer, and required or with a default. */
  public int queryInt(String name) {
    return Math.toIntExact(queryLong(name));
  }

  /** The same for integers that need more than 32 bits. */
  public long queryLong(String name) {
    return Long.parseLong(query.get(name));
  }

  /** A header's value; null when it was not given. */
  public String header(String name) {
    return headers.get(name);
  }
}
