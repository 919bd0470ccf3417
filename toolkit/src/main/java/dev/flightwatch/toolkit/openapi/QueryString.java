package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.error.ServiceException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A strict parser of query strings. It refuses text that is not percent-encoded UTF-8, which the
 * decoders of Netty and the JDK replace silently.
 */
final class QueryString {
  private QueryString() {}

  /** Returns the values of each name, in order; fails with INVALID. */
  static Map<String, List<String>> parse(String query) {
    if (query.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> nameToValues = new HashMap<>();
    int start = 0;
    while (start <= query.length()) {
      int end = query.indexOf('&', start);
      end = end < 0 ? query.length() : end;
      int equals = query.indexOf('=', start);
      int nameEnd = equals < 0 || equals > end ? end : equals;
      if (nameEnd > start) {
        String name = decode(query.substring(start, nameEnd), "query");
        String value = decode(query.substring(Math.min(nameEnd + 1, end), end), name);
        nameToValues.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
      }
      start = end + 1;
    }
    return nameToValues;
  }

  private static String decode(String text, String field) {
    if (isPlain(text)) {
      return text;
    }
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.put(hexByte(text, i, field));
        i += 2;
      } else {
        // Netty passes each raw byte of the request line as one character.
        bytes.put((byte) (c == '+' ? ' ' : c));
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw malformed(field);
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c == '+' || c >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static byte hexByte(String text, int percent, String field) {
    int high = percent + 2 < text.length() ? hex(text.charAt(percent + 1)) : -1;
    int low = high < 0 ? -1 : hex(text.charAt(percent + 2));
    if (low < 0) {
      throw malformed(field);
    }
    return (byte) (high << 4 | low);
  }

  /** Accepts ASCII only: {@code Character.digit} accepts the digits of every script. */
  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static ServiceException malformed(String field) {
    return ServiceException.invalid(field, "must be percent-encoded UTF-8");
  }
}
