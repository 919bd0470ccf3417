package dev.flightwatch.toolkit.openapi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flightwatch.toolkit.error.ServiceException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A strict parser of query strings. It refuses text that is not percent-encoded UTF-8, which the
 * decoders of Netty and the JDK replace silently.
 */
final class QueryString {
  private static final Pattern MALFORMED = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private QueryString() {}

  /** Returns the values of each name, in order; fails with INVALID. */
  static Map<String, List<String>> parse(String query) {
    Map<String, List<String>> nameToValues = new HashMap<>();
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      int nameEnd = equals < 0 ? parameter.length() : equals;
      if (nameEnd > 0) {
        String name = decode(parameter.substring(0, nameEnd), "query");
        String value = equals < 0 ? "" : decode(parameter.substring(equals + 1), name);
        nameToValues.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
      }
    }
    return nameToValues;
  }

  /** Decodes to the bytes first; Netty passes each raw byte of the request line as a character. */
  static String decode(String text, String field) {
    try {
      if (MALFORMED.matcher(text).find()) {
        throw new CharacterCodingException();
      }
      byte[] bytes = URLDecoder.decode(text, ISO_8859_1).getBytes(ISO_8859_1);
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw ServiceException.invalid(field, "must be percent-encoded UTF-8");
    }
  }
}
