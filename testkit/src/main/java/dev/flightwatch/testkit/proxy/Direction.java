package dev.flightwatch.testkit.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** One direction of a connection. It buffers at most one chunk; more data stays unread. */
final class Direction {
  private final NetSocket from;
  private final NetSocket to;
  private boolean stalled;
  private Buffer held;
  private boolean released;

  Direction(NetSocket from, NetSocket to) {
    this.from = from;
    this.to = to;
  }

  /** Forwards a chunk. */
  void pass(Buffer chunk) {
    hold(chunk);
    release();
  }

  /** Keeps a chunk until {@link #release}. */
  void hold(Buffer chunk) {
    from.pause();
    held = chunk;
    released = false;
  }

  /** Forwards the kept chunk, unless the direction is stalled. */
  void release() {
    released = true;
    move();
  }

  /** Forwards nothing until {@link #resume}. */
  void stall() {
    stalled = true;
    from.pause();
  }

  void resume() {
    stalled = false;
    move();
  }

  private void move() {
    if (stalled || held != null && !released) {
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
