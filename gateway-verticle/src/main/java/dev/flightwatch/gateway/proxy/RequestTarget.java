package dev.flightwatch.gateway.proxy;

import dev.flightwatch.toolkit.error.ServiceException;

/**
 * The target of a request, in a form that every server reads alike.
 *
 * @param path the path, percent-encoded
 * @param uri path and query
 */
public record RequestTarget(String path, String uri) {
  private static final int DELETE = 0x7f;
  private static final int HEX = 16;
  private static final int ESCAPE = 3;

  /**
   * Reads the target of a request line. Bytes beyond ASCII are percent-encoded.
   *
   * @throws ServiceException INVALID when the path is no absolute path, or contains an encoded
   *     separator, a dot segment or a control character, which servers read differently
   */
  public static RequestTarget parse(String text) {
    if (!text.startsWith("/")) {
      throw invalid("must begin with a slash");
    }
    String uri = withoutRawBytes(text);
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    if (path.indexOf('%') >= 0) {
      requireUnambiguous(path);
    }
    // Nothing else can be an encoded dot.
    String dots = path.replace("%2e", ".").replace("%2E", ".") + '/';
    if (dots.contains("/./") || dots.contains("/../")) {
      throw invalid("must not contain dot segments");
    }
    return new RequestTarget(path, uri);
  }

  private static String withoutRawBytes(String text) {
    StringBuilder encoded = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == DELETE || c == '\\' || c == '#') {
        throw invalid("must not contain spaces, control characters, backslashes or fragments");
      }
      if (c > DELETE && encoded == null) {
        encoded = new StringBuilder(text.length() + HEX).append(text, 0, i);
      }
      if (encoded != null) {
        encoded.append(c > DELETE ? "%%%02X".formatted(c & 0xff) : c);
      }
    }
    return encoded == null ? text : encoded.toString();
  }

  private static void requireUnambiguous(String path) {
    for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
      int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), HEX) : -1;
      int low = high < 0 ? -1 : Character.digit(path.charAt(i + ESCAPE - 1), HEX);
      int c = high * HEX + low;
      if (high < 0 || low < 0 || c < ' ' || c == DELETE || c == '/' || c == '\\') {
        throw invalid("must be percent-encoded, without encoded separators or control characters");
      }
    }
  }

  private static ServiceException invalid(String message) {
    return ServiceException.invalid("path", message);
  }
}
