package dev.flightwatch.testkit.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** One direction of a connection. Holds one chunk at most; what comes after it stays unread. */
final class Direction {
  private final NetSocket from;
  private final NetSocket to;
  private boolean stalled;
  private Buffer held;
  private boolean due;

  Direction(NetSocket from, NetSocket to) {
    this.from = from;
    this.to = to;
  }

  void pass(Buffer chunk) {
    hold(chunk);
    release();
  }

  /** Keeps a chunk until it is released. */
  void hold(Buffer chunk) {
    from.pause();
    held = chunk;
    due = false;
  }

  /** The chunk that is held may go, as soon as anything may. */
  void release() {
    due = true;
    move();
  }

  void stall() {
    stalled = true;
    from.pause();
  }

  void goOn() {
    stalled = false;
    move();
  }

  private void move() {
    if (stalled || held != null && !due) {
      return;
    }
    if (held != null) {
      to.write(held);
      held = null;
    }
    if (to.writeQueueFull()) {
      to.drainHandler(v -> move());
    } else {
      from.resume();
    }
  }
}
