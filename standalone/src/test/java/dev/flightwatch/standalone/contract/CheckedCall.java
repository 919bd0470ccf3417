package dev.flightwatch.standalone.contract;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One request that was made from a document.
 *
 * @param operation whose request it is; null where the document has none for method and path
 * @param intent what is tried with it
 * @param headers the headers in order; a name may come twice
 * @param body what is sent; null for none
 * @param expected the statuses that alone are right; empty: any that the document describes
 */
public record CheckedCall(
    ApiDocument.Operation operation,
    Intent intent,
    String method,
    String uri,
    List<Map.Entry<String, String>> headers,
    Buffer body,
    Set<Integer> expected) {

  /** What is tried with a request. */
  public enum Intent {
    /** All as it should be, so nothing of it may be called wrong. */
    VALID,
    /** One part breaks what the document says, so it must be refused. */
    BROKEN,
    /** Something strange that may be taken or refused. */
    ODD,
    /** Something that is not about one operation. */
    DOOR
  }

  /** For people who want to send it again. */
  @Override
  public String toString() {
    String text = body == null ? "" : body.getString(0, Math.min(body.length(), 300));
    return intent + " " + method + " " + shortened(uri) + " " + headers + " " + text;
  }

  private static String shortened(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "...";
  }
}
