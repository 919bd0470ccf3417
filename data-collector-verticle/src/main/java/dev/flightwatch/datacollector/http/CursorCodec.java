package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Encodes a {@link Cursor} as opaque URL-safe text, and decodes it. */
final class CursorCodec {
  private static final Pattern FORM =
      Pattern.compile("\\[([0-9]{1,18}),([0-9]{1,18}),\"([0-9a-f]{6}:[0-9]{1,10})\"]");

  private CursorCodec() {}

  static String encode(Cursor cursor) {
    JsonArray parts = JsonArray.of(cursor.total(), cursor.time(), cursor.id());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.toBuffer().getBytes());
  }

  /**
   * Decodes the text of a request.
   *
   * @throws ServiceException INVALID, naming {@code cursor}
   */
  static Cursor decode(String text) {
    try {
      Matcher parts = FORM.matcher(Buffer.buffer(Base64.getUrlDecoder().decode(text)).toString());
      if (parts.matches()) {
        return new Cursor(
            Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3));
      }
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    throw invalid();
  }

  private static ServiceException invalid() {
    return ServiceException.invalid("cursor", "must be the `next` of an earlier response");
  }
}
