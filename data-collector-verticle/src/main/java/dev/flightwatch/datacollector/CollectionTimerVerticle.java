package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.POLL_INTERVAL_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.POLL_TICK_SECONDS;

import dev.flightwatch.datacollector.collection.CollectionMessages;
import dev.flightwatch.datacollector.collection.CollectionMessages.CollectDue;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.launch.SingleInstance;
import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/**
 * The timer of the collection: sends {@link CollectDue} at an interval of at most half the shortest
 * period, so that an airport is read soon after it becomes due.
 */
public final class CollectionTimerVerticle extends VerticleBase {
  private RepeatingTask task;

  @Override
  public Future<?> start() {
    SingleInstance.require(context, "CollectionTimerVerticle", "poll_parallel");
    Config config = DataCollectorSettings.load(config());
    Duration interval = interval(config.get(POLL_TICK_SECONDS), config.get(POLL_INTERVAL_SECONDS));
    Bus bus = Bus.of(vertx);
    task =
        RepeatingTask.start(
            vertx,
            "Collection of due airports",
            interval,
            interval,
            () -> bus.request(CollectionMessages.COLLECT_DUE, new CollectDue()));
    return Future.succeededFuture();
  }

  private static Duration interval(Duration tick, Duration period) {
    Duration half = period.dividedBy(2);
    return tick.compareTo(half) < 0 ? tick : half;
  }

  /** Does not wait for a running collection: the service verticle ends it in its own stop. */
  @Override
  public Future<?> stop() {
    task.cancel();
    return Future.succeededFuture();
  }
}
