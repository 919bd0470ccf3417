package dev.flightwatch.testkit.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** One direction of a connection. Data that cannot be forwarded now stays unread. */
final class Direction {
  private final NetSocket from;
  private final NetSocket to;
  private boolean stalled;

  Direction(NetSocket from, NetSocket to) {
    this.from = from;
    this.to = to;
  }

  void forward(Buffer chunk) {
    to.write(chunk);
    if (to.writeQueueFull()) {
      from.pause();
      to.drainHandler(v -> readUnlessStalled());
    }
  }

  /** Forwards nothing until {@link #resume}. */
  void stall() {
    stalled = true;
    from.pause();
  }

  void resume() {
    stalled = false;
    readUnlessStalled();
  }

  private void readUnlessStalled() {
    if (!stalled) {
      from.resume();
    }
  }
}
