package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Encodes a {@link Cursor} and the query that it belongs to as opaque URL-safe text, and decodes
 * it. The empty query is left out, as in the cursors of previous versions.
 */
final class CursorCodec {
  private static final Pattern FORM =
      Pattern.compile(
          "\\[([0-9]{1,18}),([0-9]{1,18}),\"([0-9a-f]{6}:[0-9]{1,10})\"(?:,\"([^\"\\\\]+)\")?]");

  private CursorCodec() {}

  /**
   * A position in the result of a query.
   *
   * @param query without quotation marks and backslashes
   */
  record Position(Cursor cursor, String query) {}

  static String encode(Cursor cursor, String query) {
    JsonArray parts = JsonArray.of(cursor.total(), cursor.time(), cursor.id());
    if (!query.isEmpty()) {
      parts.add(query);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.toBuffer().getBytes());
  }

  /**
   * Decodes the text of a request.
   *
   * @throws ServiceException INVALID, naming {@code cursor}
   */
  static Position decode(String text) {
    try {
      Matcher parts = FORM.matcher(Buffer.buffer(Base64.getUrlDecoder().decode(text)).toString());
      if (parts.matches()) {
        Cursor cursor =
            new Cursor(
                Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3));
        return new Position(cursor, parts.group(4) == null ? "" : parts.group(4));
      }
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    throw invalid();
  }

  /**
   * Decodes the text of a request, for the query with which it was encoded.
   *
   * @throws ServiceException INVALID, naming {@code cursor}
   */
  static Cursor decode(String text, String query) {
    Position position = decode(text);
    if (!position.query().equals(query)) {
      throw invalid();
    }
    return position.cursor();
  }

  static ServiceException invalid() {
    return ServiceException.invalid("cursor", "must be the `next` of an earlier response");
  }
}
