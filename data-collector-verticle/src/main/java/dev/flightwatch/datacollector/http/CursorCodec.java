package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.Base64;

/** Encodes a {@link Cursor} as opaque URL-safe text, and decodes it. */
final class CursorCodec {
  private CursorCodec() {}

  static String encode(Cursor cursor) {
    JsonArray parts = new JsonArray().add(cursor.total()).add(cursor.firstSeen()).add(cursor.id());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.toBuffer().getBytes());
  }

  /**
   * Decodes the text of a request.
   *
   * @throws ServiceException INVALID, naming {@code cursor}
   */
  static Cursor decode(String text) {
    try {
      JsonArray parts = new JsonArray(Buffer.buffer(Base64.getUrlDecoder().decode(text)));
      Cursor cursor = new Cursor(parts.getLong(0), parts.getLong(1), parts.getString(2));
      if (parts.size() == 3
          && cursor.total() >= 0
          && cursor.id().matches("[0-9a-f]{6}:[0-9]{1,10}")) {
        return cursor;
      }
    } catch (IllegalArgumentException
        | DecodeException
        | IndexOutOfBoundsException
        | ClassCastException
        | NullPointerException e) {
      throw invalid();
    }
    throw invalid();
  }

  private static ServiceException invalid() {
    return ServiceException.invalid("cursor", "must be the `next` of an earlier response");
  }
}
