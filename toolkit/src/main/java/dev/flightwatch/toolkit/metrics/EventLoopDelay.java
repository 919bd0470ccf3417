package dev.flightwatch.toolkit.metrics;

import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.TimeUnit;

/** Measures how late a periodic task runs on an event loop; a blocked event loop delays it. */
final class EventLoopDelay {
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private final Timer delays;
  private long due = System.nanoTime() + PERIOD;

  private EventLoopDelay(Timer delays) {
    this.delays = delays;
  }

  /** Starts a task on each event loop, which ends with the event loop. */
  static void watch(Vertx vertx, Meters meters) {
    String help = "Delay of a task that is due once a second on each event loop";
    Timer delays =
        Buckets.DELAY
            .timer(meters.name("event_loop_delay_seconds"), help)
            .register(meters.registry());
    for (EventExecutor loop : ((VertxInternal) vertx).nettyEventLoopGroup()) {
      loop.scheduleWithFixedDelay(
          new EventLoopDelay(delays)::measure, PERIOD, PERIOD, TimeUnit.NANOSECONDS);
    }
  }

  private void measure() {
    long now = System.nanoTime();
    delays.record(Math.max(0, now - due), TimeUnit.NANOSECONDS);
    due = now + PERIOD;
  }
}
