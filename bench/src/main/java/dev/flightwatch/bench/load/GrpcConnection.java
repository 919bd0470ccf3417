package dev.flightwatch.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A minimal HTTP/2 client for unary gRPC calls to a server that conforms to the protocol. It does
 * not decode response headers: a failed call is recognized by a response without a message.
 */
final class GrpcConnection {
  /** The status of a call whose response contains a message. */
  static final int OK = 0;

  /** The status of any other call. */
  static final int FAILED = 2;

  private static final int HEAD_BYTES = 9;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int ACK_OR_END = 1;
  private static final int END_HEADERS = 4;

  /** Larger than all responses of a load together, so that no window update is needed. */
  private static final int WINDOW = 1 << 30;

  private final NetSocket socket;
  private final RecordParser parser = RecordParser.newFixed(HEAD_BYTES);
  private final Buffer headers;
  private final Map<Integer, PendingCall> calls = new HashMap<>();
  private int nextStream = 1;
  private Frame frame;

  private record Frame(int length, int type, int flags, int stream) {
    boolean isLast() {
      return (type == DATA || type == HEADERS) && (flags & ACK_OR_END) != 0;
    }
  }

  private static final class PendingCall {
    private final Promise<Integer> done = Promise.promise();
    private boolean hasMessage;
  }

  GrpcConnection(NetSocket socket, String authority, String path) {
    this.socket = socket;
    this.headers = headers(authority, path);
    parser.handler(this::read);
    socket.handler(parser);
    socket.exceptionHandler(this::failAll);
    socket.closeHandler(
        v -> failAll(new IllegalStateException("the server closed the connection")));
    socket.write(
        frame(SETTINGS, 0, 0, Buffer.buffer(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
            .appendBuffer(frame(WINDOW_UPDATE, 0, 0, Buffer.buffer().appendInt(WINDOW), "")));
  }

  /** Encodes the headers without compression, so that all calls have the same bytes. */
  private static Buffer headers(String authority, String path) {
    Buffer block = Buffer.buffer().appendByte((byte) 0x83).appendByte((byte) 0x86);
    text(block.appendByte((byte) 0x04), path);
    text(block.appendByte((byte) 0x01), authority);
    text(block.appendByte((byte) 0x0f).appendByte((byte) 0x10), "application/grpc");
    text(block.appendByte((byte) 0), "te");
    return text(block, "trailers");
  }

  private static Buffer text(Buffer block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return block.appendByte((byte) bytes.length).appendBytes(bytes);
  }

  private static Buffer frame(int type, int flags, int stream, Buffer payload, String preface) {
    return Buffer.buffer(preface)
        .appendMedium(payload.length())
        .appendByte((byte) type)
        .appendByte((byte) flags)
        .appendInt(stream)
        .appendBuffer(payload);
  }

  /** Calls. Completes with {@link #OK} or {@link #FAILED}; fails if there is no response. */
  Future<Integer> call(byte[] message) {
    PendingCall call = new PendingCall();
    int stream = nextStream;
    nextStream += 2;
    calls.put(stream, call);
    Buffer data = Buffer.buffer().appendByte((byte) 0).appendInt(message.length);
    Buffer request =
        frame(HEADERS, END_HEADERS, stream, headers, "")
            .appendBuffer(frame(DATA, ACK_OR_END, stream, data.appendBytes(message), ""));
    socket.write(request).onFailure(call.done::tryFail);
    return call.done.future();
  }

  private void read(Buffer record) {
    if (frame != null) {
      Frame complete = frame;
      frame = null;
      parser.fixedSizeMode(HEAD_BYTES);
      handle(complete, record);
      return;
    }
    Frame head =
        new Frame(
            record.getUnsignedMedium(0),
            record.getUnsignedByte(3),
            record.getUnsignedByte(4),
            record.getInt(5));
    if (head.length() == 0) {
      handle(head, Buffer.buffer());
    } else {
      frame = head;
      parser.fixedSizeMode(head.length());
    }
  }

  private void handle(Frame complete, Buffer payload) {
    switch (complete.type()) {
      case DATA, HEADERS, RESET -> receive(complete);
      case SETTINGS, PING -> acknowledge(complete, payload);
      case GO_AWAY -> failAll(new IllegalStateException("the server accepts no more calls"));
      default -> {
        // Window updates and priorities are ignored; no load reaches a limit.
      }
    }
  }

  private void receive(Frame part) {
    PendingCall call = calls.get(part.stream());
    if (call == null) {
      return;
    }
    call.hasMessage |= part.type() == DATA && part.length() > 0;
    if (part.isLast() || part.type() == RESET) {
      calls.remove(part.stream());
      call.done.complete(call.hasMessage && part.type() != RESET ? OK : FAILED);
    }
  }

  private void acknowledge(Frame request, Buffer payload) {
    if ((request.flags() & ACK_OR_END) == 0) {
      Buffer response = request.type() == PING ? payload : Buffer.buffer();
      socket.write(frame(request.type(), ACK_OR_END, 0, response, ""));
    }
  }

  private void failAll(Throwable failure) {
    calls.values().forEach(call -> call.done.tryFail(failure));
    calls.clear();
  }

  Future<Void> close() {
    return socket.close();
  }
}
