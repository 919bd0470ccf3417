package dev.flightwatch.standalone.contract;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request that was generated from a document.
 *
 * @param operation its operation; null when the document has none for method and path
 * @param intent the purpose of the request
 * @param headers headers in order; names may be repeated
 * @param body null for none
 * @param expected the only correct statuses; empty when every documented status is correct
 */
public record GeneratedRequest(
    ApiDocument.Operation operation,
    Intent intent,
    String method,
    String uri,
    List<Map.Entry<String, String>> headers,
    Buffer body,
    Set<Integer> expected) {

  /** The purpose of a request. */
  public enum Intent {
    /** A valid request, which must not be rejected as invalid. */
    VALID,
    /** One part violates the document, so the request must be rejected. */
    INVALID,
    /** Some values are unusual, so the request may be accepted or rejected. */
    UNUSUAL,
    /** The request is handled by the server before it reaches an operation. */
    SERVER
  }

  /** Returns a description from which the request can be repeated. */
  @Override
  public String toString() {
    String text = body == null ? "" : body.getString(0, Math.min(body.length(), 300));
    return intent + " " + method + " " + shortened(uri) + " " + headers + " " + text;
  }

  private static String shortened(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "...";
  }
}
