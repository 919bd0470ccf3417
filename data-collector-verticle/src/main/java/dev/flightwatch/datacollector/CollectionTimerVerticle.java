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
import java.util.Collections;
import java.util.List;

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
    Duration halfPeriod = config.get(POLL_INTERVAL_SECONDS).dividedBy(2);
    Duration interval = Collections.min(List.of(config.get(POLL_TICK_SECONDS), halfPeriod));
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

  /** Does not wait for a running collection: the service verticle ends it in its own stop. */
  @Override
  public Future<?> stop() {
    task.cancel();
    return Future.succeededFuture();
  }
}
