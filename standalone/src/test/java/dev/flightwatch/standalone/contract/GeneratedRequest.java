package dev.flightwatch.standalone.contract;

import java.util.Map;
import java.util.Set;

/**
 * A request that was generated from a document.
 *
 * @param parameters those of the path, the query and the headers, by their names
 * @param body null for none
 * @param expected the only correct statuses; empty when every documented status is correct
 */
public record GeneratedRequest(
    ApiDocument.Operation operation,
    String uri,
    Map<String, String> parameters,
    Map<String, String> headers,
    String body,
    Set<Integer> expected) {

  /** Returns a description from which the request can be repeated. */
  @Override
  public String toString() {
    return "%s %.300s %s %.300s".formatted(operation.id(), uri, headers, body);
  }
}
