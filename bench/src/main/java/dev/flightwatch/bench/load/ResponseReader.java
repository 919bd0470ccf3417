package dev.flightwatch.bench.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds the end of successive HTTP/1.1 responses. It parses as little as possible, to leave the CPU
 * time to the measured server.
 */
final class ResponseReader {
  private static final int HEAD_BYTES = 16_384;
  private static final byte[] LENGTH = name("content-length:");
  private static final byte[] ENCODING = name("transfer-encoding:");
  private static final byte[] CONNECTION = name("connection:");
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  /** The body ends when the server closes the connection. */
  private static final long UNTIL_CLOSE = Long.MAX_VALUE;

  private final byte[] head = new byte[HEAD_BYTES];
  private int headBytes;
  private int headEnd;
  private boolean inBody;
  private ChunkedBody chunks;
  private long bodyLeft;
  private int status;

  private static byte[] name(String header) {
    return header.getBytes(StandardCharsets.US_ASCII);
  }

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
    if (chunks != null) {
      inBody = !chunks.read(part, from);
      return !inBody;
    }
    if (bodyLeft == UNTIL_CLOSE) {
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

  /** Returns whether the response that is being read is complete when the connection ends. */
  boolean endsWithConnection() {
    return inBody && bodyLeft == UNTIL_CLOSE;
  }

  /** Returns whether no part of the next response was read. */
  boolean isBetweenResponses() {
    return !inBody && headBytes == 0;
  }

  /** Returns whether the server closes the connection after the last response. */
  boolean isLast() {
    if (headEnd == 0) {
      return false;
    }
    String connection = value(CONNECTION, headEnd).toLowerCase(Locale.ROOT);
    return head[7] == '0' ? !connection.contains("keep-alive") : connection.contains("close");
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
    chunks = null;
    bodyLeft = bodyLength(end);
    inBody = true;
    headEnd = end;
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

  /** Returns the length of the body, unless it is chunked. */
  private long bodyLength(int end) {
    int length = startOf(LENGTH, end);
    if (length > 0) {
      return numberAt(length);
    }
    if (value(ENCODING, end).toLowerCase(Locale.ROOT).contains("chunked")) {
      chunks = new ChunkedBody();
      return 0;
    }
    return status == NO_CONTENT || status == NOT_MODIFIED ? 0 : UNTIL_CLOSE;
  }

  /** Returns the value of a header; empty if the response does not have it. */
  private String value(byte[] name, int end) {
    int start = startOf(name, end);
    int after = start;
    while (start > 0 && head[after] != '\r') {
      after++;
    }
    return start > 0 ? new String(head, start, after - start, StandardCharsets.US_ASCII) : "";
  }

  /** Returns the offset of the value of a header; -1 if the response does not have it. */
  private int startOf(byte[] name, int end) {
    for (int i = 1; i + name.length <= end; i++) {
      if (head[i - 1] == '\n' && isNameAt(name, i)) {
        return i + name.length;
      }
    }
    return -1;
  }

  private boolean isNameAt(byte[] name, int start) {
    for (int i = 0; i < name.length; i++) {
      byte lower = (byte) (head[start + i] | 0x20);
      if (lower != name[i] && head[start + i] != name[i]) {
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
