package dev.flightwatch.datacollector.flights;

import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.Base64;

/**
 * Where a page of keyset pagination ended.
 *
 * @param total all flights of the list, counted with the first page
 * @param firstSeen of the last flight of the page
 * @param id of the last flight of the page
 */
public record Cursor(long total, long firstSeen, String id) {

  /** The cursor as callers carry it: URL-safe text that they need not understand. */
  public String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(new JsonArray().add(total).add(firstSeen).add(id).toBuffer().getBytes());
  }

  /** Reads what {@link #encode} wrote; fails with INVALID naming {@code cursor}. */
  public static Cursor decode(String text) {
    try {
      JsonArray parts = new JsonArray(Buffer.buffer(Base64.getUrlDecoder().decode(text)));
      Cursor cursor = new Cursor(parts.getLong(0), parts.getLong(1), parts.getString(2));
      if (parts.size() == 3 && cursor.total >= 0 && cursor.id.matches("[0-9a-f]{6}:[0-9]{1,10}")) {
        return cursor;
      }
    } catch (IllegalArgumentException
        | DecodeException
        | IndexOutOfBoundsException
        | ClassCastException
        | NullPointerException e) {
      throw broken();
    }
    throw broken();
  }

  private static ServiceException broken() {
    return ServiceException.invalid("cursor", "must be the `next` of an earlier answer");
  }
}
