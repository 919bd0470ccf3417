package dev.flightwatch.bench.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds the end of successive HTTP/1.1 responses. It parses as little as possible, to leave the CPU
 * time to the measured server.
 */
final class ResponseReader {
  private static final int HEAD_BYTES = 16_384;
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

  private final byte[] head = new byte[HEAD_BYTES];
  private int headBytes;
  private boolean inBody;
  private long bodyLeft;
  private int status;

  /**
   * Reads the next bytes.
   *
   * @return whether the response is complete
   * @throws IllegalStateException if the response is malformed
   */
  boolean read(Buffer part) {
    int from = inBody ? 0 : readHead(part);
    if (!inBody) {
      return false;
    }
    bodyLeft -= part.length() - from;
    if (bodyLeft < 0) {
      throw new IllegalStateException("the response is longer than its Content-Length");
    }
    inBody = bodyLeft > 0;
    return bodyLeft == 0;
  }

  /** Returns the status of the last response. */
  int status() {
    return status;
  }

  /** Returns the offset of the body in the bytes, if the head is complete. */
  private int readHead(Buffer part) {
    int before = headBytes;
    int taken = Math.min(part.length(), HEAD_BYTES - headBytes);
    part.getBytes(0, taken, head, headBytes);
    headBytes += taken;
    int end = endOfHead(Math.max(0, before - 3));
    if (end < 0) {
      if (headBytes == HEAD_BYTES) {
        throw new IllegalStateException(
            "the head of a response is longer than " + HEAD_BYTES + " bytes");
      }
      return taken;
    }
    status = (head[9] - '0') * 100 + (head[10] - '0') * 10 + head[11] - '0';
    bodyLeft = contentLength(end);
    inBody = true;
    headBytes = 0;
    return end - before;
  }

  private int endOfHead(int from) {
    for (int i = from; i + 3 < headBytes; i++) {
      if (head[i] == '\r' && head[i + 1] == '\n' && head[i + 2] == '\r' && head[i + 3] == '\n') {
        return i + 4;
      }
    }
    return -1;
  }

  private long contentLength(int end) {
    for (int i = 1; i < end; i++) {
      if (head[i - 1] == '\n' && isLengthAt(i)) {
        return numberAt(i + LENGTH.length);
      }
    }
    throw new IllegalStateException("a response with status " + status + " has no Content-Length");
  }

  private boolean isLengthAt(int start) {
    for (int i = 0; i < LENGTH.length; i++) {
      byte lower = (byte) (head[start + i] | 0x20);
      if (lower != LENGTH[i] && head[start + i] != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private long numberAt(int start) {
    long number = 0;
    for (int i = start; head[i] != '\r'; i++) {
      if (head[i] != ' ') {
        number = 10 * number + head[i] - '0';
      }
    }
    return number;
  }
}
