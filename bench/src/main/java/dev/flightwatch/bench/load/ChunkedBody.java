package dev.flightwatch.bench.load;

import io.vertx.core.buffer.Buffer;

/** Finds the end of a chunked body. The extensions of chunks and the trailers are skipped. */
final class ChunkedBody {
  private static final int MAX_DIGITS = 8;
  private static final int LINE_END = 2;

  private long dataLeft;
  private long size;
  private int digits;
  private int lineBytes;
  private boolean inExtension;
  private boolean inTrailers;

  /**
   * Reads the next bytes.
   *
   * @return whether the body is complete
   * @throws IllegalStateException if it is malformed
   */
  boolean read(Buffer part, int from) {
    int at = from;
    while (at < part.length()) {
      if (dataLeft > 0) {
        int skipped = (int) Math.min(dataLeft, part.length() - at);
        dataLeft -= skipped;
        at += skipped;
      } else if (endsWith(part.getByte(at++))) {
        if (at < part.length()) {
          throw new IllegalStateException("the response is longer than its last chunk");
        }
        return true;
      }
    }
    return false;
  }

  /** Reads a byte of a line. Returns whether the body ends with it. */
  private boolean endsWith(byte next) {
    if (next == '\r') {
      return false;
    }
    if (next == '\n') {
      boolean last = inTrailers && lineBytes == 0;
      endLine();
      return last;
    }
    lineBytes++;
    int digit = Character.digit(next, 16);
    inExtension |= digit < 0;
    if (!inTrailers && !inExtension) {
      size = 16 * size + digit;
      digits++;
    }
    return false;
  }

  private void endLine() {
    if (!inTrailers) {
      if (digits == 0 || digits > MAX_DIGITS) {
        throw new IllegalStateException("a chunk of a response has no valid size");
      }
      inTrailers = size == 0;
      dataLeft = inTrailers ? 0 : size + LINE_END;
    }
    size = 0;
    digits = 0;
    lineBytes = 0;
    inExtension = false;
  }
}
