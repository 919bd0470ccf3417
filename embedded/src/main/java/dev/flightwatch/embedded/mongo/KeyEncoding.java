package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;

/**
 * A key of one or more values. Its unsigned byte order is the order in which the library, and
 * MongoDB, sort the values. Equal values have equal bytes, null equals a missing value, and no
 * encoded value is the beginning of another. Decimals are compared as doubles.
 */
final class KeyEncoding {
  static final int NULL = 0x10;
  static final int NUMBER = 0x20;
  static final int STRING = 0x30;
  static final int BINARY = 0x50;
  static final int OBJECT_ID = 0x60;
  static final int BOOLEAN = 0x70;
  static final int DATE = 0x80;
  static final int TIMESTAMP = 0x90;

  private static final int MIN_KEY = 0x08;
  private static final int DOCUMENT = 0x40;
  private static final int ARRAY = 0x48;
  private static final int LEGACY_UUID = 0x54;
  private static final int UNIQUE_ID = 0x58;
  private static final int REGEX = 0xA0;
  private static final int OTHER = 0xB0;
  private static final int MAX_KEY = 0xF0;

  private static final int END = 0;
  private static final int ESCAPED_ZERO = 0xFF;
  private static final int END_OF_TEXT = 1;

  /** From here on, neighbouring integers share a double. */
  private static final double INEXACT = 0x1p53;

  private byte[] bytes = new byte[64];
  private int length;

  /** Returns the key of this one value, in ascending order. */
  static byte[] of(Object value) {
    return new KeyEncoding().append(value, true).toBytes();
  }

  /** Returns the first byte of the ascending key of the value. It is the same for all its type. */
  static int type(Object value) {
    if (Missing.isNullOrMissing(value)) {
      return NULL;
    } else if (value instanceof Number) {
      return NUMBER;
    } else if (value instanceof String) {
      return STRING;
    } else if (value instanceof ObjectId) {
      return OBJECT_ID;
    } else if (value instanceof Boolean) {
      return BOOLEAN;
    } else if (value instanceof Instant) {
      return DATE;
    } else if (value instanceof Document) {
      return DOCUMENT;
    } else if (value instanceof Collection) {
      return ARRAY;
    }
    return rareType(value);
  }

  private static int rareType(Object value) {
    if (value instanceof BinData) {
      return BINARY;
    } else if (value instanceof UUID) {
      return UNIQUE_ID;
    } else if (value instanceof LegacyUUID) {
      return LEGACY_UUID;
    } else if (value instanceof BsonTimestamp) {
      return TIMESTAMP;
    } else if (value instanceof BsonRegularExpression) {
      return REGEX;
    } else if (value instanceof MinKey) {
      return MIN_KEY;
    }
    return value instanceof MaxKey ? MAX_KEY : OTHER;
  }

  /** Returns whether two values of the type are equal exactly when their keys are. */
  static boolean isScalar(Object value) {
    int type = type(value);
    return type != DOCUMENT && type != ARRAY && type != REGEX && type != OTHER;
  }

  /** Returns the least key that is greater than all keys that begin with these bytes. */
  static byte[] after(byte[] prefix) {
    int end = prefix.length;
    while (prefix[end - 1] == (byte) 0xFF) {
      end--;
    }
    byte[] next = Arrays.copyOf(prefix, end);
    next[end - 1]++;
    return next;
  }

  KeyEncoding append(Object value, boolean ascending) {
    int start = length;
    value(value);
    if (!ascending) {
      invert(bytes, start, length);
    }
    return this;
  }

  /** Appends bytes that are encoded already, in ascending order. */
  KeyEncoding append(byte[] encoded, boolean ascending) {
    ensure(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    if (!ascending) {
      invert(bytes, length - encoded.length, length);
    }
    return this;
  }

  private static void invert(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void value(Object value) {
    int type = type(value);
    put(type);
    switch (type) {
      case NUMBER -> number((Number) value);
      case STRING -> text((String) value);
      case DOCUMENT -> fields((Document) value);
      case ARRAY -> {
        ((Collection<?>) value).forEach(this::value);
        put(END);
      }
      case BINARY -> {
        byte[] data = ((BinData) value).getData();
        putLong(data.length, Integer.BYTES);
        append(data, true);
      }
      case LEGACY_UUID -> {
        UUID uuid = ((LegacyUUID) value).getUuid();
        putLong(uuid.getMostSignificantBits() ^ Long.MIN_VALUE, Long.BYTES);
        putLong(uuid.getLeastSignificantBits() ^ Long.MIN_VALUE, Long.BYTES);
      }
      case UNIQUE_ID -> {
        putLong(((UUID) value).getMostSignificantBits(), Long.BYTES);
        putLong(((UUID) value).getLeastSignificantBits(), Long.BYTES);
      }
      case OBJECT_ID -> append(((ObjectId) value).toByteArray(), true);
      case BOOLEAN -> put((Boolean) value ? 1 : 0);
      case DATE -> putLong(((Instant) value).toEpochMilli() ^ Long.MIN_VALUE, Long.BYTES);
      case TIMESTAMP -> putLong(((BsonTimestamp) value).getValue(), Long.BYTES);
      case REGEX, OTHER -> text(value.toString());
      default -> {} // null, and the least and the greatest key, are their type
    }
  }

  /** The nearest double, and for large numbers what a long differs from it. */
  private void number(Number value) {
    double nearest = value.doubleValue() + 0.0; // turns -0.0 into 0.0
    long bits = Double.doubleToLongBits(nearest);
    putLong(bits ^ (bits >> (Long.SIZE - 1) | Long.MIN_VALUE), Long.BYTES);
    if (Math.abs(nearest) >= INEXACT) {
      long rest = value instanceof Long exact ? exact - (long) nearest : 0;
      putLong(rest - Short.MIN_VALUE, Short.BYTES);
    }
  }

  /** Each UTF-16 unit as in UTF-8, as strings are compared by their UTF-16 units. */
  private void text(String text) {
    ensure(3 * text.length() + 2);
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == 0) {
        put(0);
        put(ESCAPED_ZERO);
      } else if (unit < 0x80) {
        bytes[length++] = (byte) unit;
      } else if (unit < 0x800) {
        put(0xC0 | unit >> 6);
        put(0x80 | unit & 0x3F);
      } else {
        put(0xE0 | unit >> 12);
        put(0x80 | unit >> 6 & 0x3F);
        put(0x80 | unit & 0x3F);
      }
    }
    put(0);
    put(END_OF_TEXT);
  }

  private void fields(Document document) {
    document.forEach(
        (field, value) -> {
          put(type(value));
          text(field);
          value(value);
        });
    put(END);
  }

  private void putLong(long value, int size) {
    for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      put((int) (value >> shift));
    }
  }

  private void put(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
