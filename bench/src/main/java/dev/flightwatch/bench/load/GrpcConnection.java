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
 * As much of HTTP/2 as unary calls need of a server that keeps to it. Headers of answers are not
 * decoded: a call that fails has no message in its answer, and so is known.
 */
final class GrpcConnection {
  /** The status of a call whose answer held a message. */
  static final int ANSWERED = 0;

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

  /** More than all answers of a load, so that none of them has to be acknowledged. */
  private static final int WINDOW = 1 << 30;

  private final NetSocket socket;
  private final RecordParser parser = RecordParser.newFixed(HEAD_BYTES);
  private final Buffer headers;
  private final Map<Integer, Call> calls = new HashMap<>();
  private int nextStream = 1;
  private Frame frame;

  private record Frame(int length, int type, int flags, int stream) {
    boolean isLast() {
      return (type == DATA || type == HEADERS) && (flags & ACK_OR_END) != 0;
    }
  }

  private static final class Call {
    private final Promise<Integer> done = Promise.promise();
    private boolean answered;
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

  /** Without compression, so that each call's are the same bytes. */
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

  /** Calls once; gives {@link #ANSWERED} or {@link #FAILED}, or fails when no answer came. */
  Future<Integer> call(byte[] message) {
    Call call = new Call();
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
      case DATA, HEADERS, RESET -> answer(complete);
      case SETTINGS, PING -> acknowledge(complete, payload);
      case GO_AWAY -> failAll(new IllegalStateException("the server takes no more calls"));
      default -> {
        // Windows and priorities: nothing here comes near a limit.
      }
    }
  }

  private void answer(Frame part) {
    Call call = calls.get(part.stream());
    if (call == null) {
      return;
    }
    call.answered |= part.type() == DATA && part.length() > 0;
    if (part.isLast() || part.type() == RESET) {
      calls.remove(part.stream());
      call.done.complete(call.answered && part.type() != RESET ? ANSWERED : FAILED);
    }
  }

  private void acknowledge(Frame asked, Buffer payload) {
    if ((asked.flags() & ACK_OR_END) == 0) {
      Buffer echoed = asked.type() == PING ? payload : Buffer.buffer();
      socket.write(frame(asked.type(), ACK_OR_END, 0, echoed, ""));
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
