package dev.flightwatch.toolkit.metrics;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.TimeUnit;

/** Sees how late a task runs that is due once a second: what blocks an event loop delays it. */
final class EventLoopDelay {
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private final Histogram delays;
  private long due = System.nanoTime() + PERIOD;

  private EventLoopDelay(Histogram delays) {
    this.delays = delays;
  }

  /** Watches every event loop, as long as it lives. */
  static void watch(Vertx vertx, Meters meters) {
    Histogram delays =
        meters.histogram(
            Metric.of(
                "flightwatch_event_loop_delay_seconds",
                "How late a task runs that is due once a second on each event loop"),
            Buckets.DELAY);
    for (EventExecutor loop : ((VertxInternal) vertx).nettyEventLoopGroup()) {
      loop.scheduleWithFixedDelay(
          new EventLoopDelay(delays)::look, PERIOD, PERIOD, TimeUnit.NANOSECONDS);
    }
  }

  private void look() {
    long now = System.nanoTime();
    delays.record(Math.max(0, now - due));
    due = now + PERIOD;
  }
}
