package dev.flightwatch.datacollector.airports;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/**
 * The file {@code airports.tsv}, whose rows are in the order of their ICAO codes. A row stays the
 * bytes of the file until it is read.
 */
final class AirportTable {
  private static final int ICAO_LENGTH = 4;
  private static final int IATA_LENGTH = 3;

  /** In a key, an IATA code precedes its row, which is less than 2 to the power of this. */
  private static final int ROW_BITS = 15;

  private final byte[] bytes;
  private final int[] starts;

  /** The IATA codes, sorted, with their rows. */
  private final int[] iataKeys;

  AirportTable(byte[] bytes) {
    this.bytes = bytes;
    starts = lineStarts(bytes);
    int[] keys = new int[size()];
    int count = 0;
    for (int row = 0; row < keys.length; row++) {
      if (hasIata(row)) {
        keys[count++] = iataKey(bytes, starts[row] + ICAO_LENGTH + 1) | row;
      }
    }
    Arrays.sort(keys, 0, count);
    iataKeys = Arrays.copyOf(keys, count);
  }

  /** Returns where each line begins, and the end of the last one. */
  static int[] lineStarts(byte[] bytes) {
    int[] starts = new int[1 << ROW_BITS];
    int lines = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        starts[++lines] = i + 1;
      }
    }
    return Arrays.copyOf(starts, lines + 1);
  }

  private static int iataKey(byte[] text, int start) {
    int code = 0;
    for (int i = start; i < start + IATA_LENGTH; i++) {
      code = code << 5 | text[i] & 31;
    }
    return code << ROW_BITS;
  }

  /** Returns the number of rows. */
  int size() {
    return starts.length - 1;
  }

  boolean hasIata(int row) {
    return bytes[starts[row] + ICAO_LENGTH + 1] != '\t';
  }

  Airport airport(int row) {
    int length = starts[row + 1] - 1 - starts[row];
    String[] columns = new String(bytes, starts[row], length, UTF_8).split("\t");
    return new Airport(
        columns[0],
        present(columns[1]),
        columns[2],
        present(columns[3]),
        columns[4],
        Double.parseDouble(columns[5]),
        Double.parseDouble(columns[6]),
        ZoneId.of(columns[7]));
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  String icao(int row) {
    return new String(bytes, starts[row], ICAO_LENGTH, US_ASCII);
  }

  /** Returns the row with an ICAO code in upper case; -1 when there is none. */
  int rowOfIcao(String code) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int row = (low + high) >>> 1;
      int order = icao(row).compareTo(code);
      if (order == 0) {
        return row;
      }
      low = order < 0 ? row + 1 : low;
      high = order < 0 ? high : row - 1;
    }
    return -1;
  }

  /** Returns the row with an IATA code in upper case; -1 when there is none. */
  int rowOfIata(String code) {
    if (code.length() != IATA_LENGTH || !code.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      return -1;
    }
    int key = iataKey(code.getBytes(US_ASCII), 0);
    int next = -1 - Arrays.binarySearch(iataKeys, key - 1);
    boolean isFound = next < iataKeys.length && iataKeys[next] >> ROW_BITS == key >> ROW_BITS;
    return isFound ? iataKeys[next] - key : -1;
  }
}
