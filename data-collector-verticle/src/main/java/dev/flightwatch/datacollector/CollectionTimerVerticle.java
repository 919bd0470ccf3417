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
 * The timer of the collection: a door that asks the owner to collect what is due. It looks more
 * often than the period is long, so that an airport is read soon after it has become due.
 */
public final class CollectionTimerVerticle extends VerticleBase {
  private RepeatingTask task;

  @Override
  public Future<?> start() {
    SingleInstance.require(context, "CollectionTimerVerticle", "poll_parallel");
    Config config = DataCollectorSettings.load(config());
    Duration tick = shorter(config.get(POLL_TICK_SECONDS), config.get(POLL_INTERVAL_SECONDS));
    Bus bus = Bus.of(vertx);
    task =
        RepeatingTask.start(
            vertx,
            "Collection of the airports that are due",
            tick,
            tick,
            () -> bus.request(CollectionMessages.COLLECT_DUE, new CollectDue()));
    return Future.succeededFuture();
  }

  private static Duration shorter(Duration tick, Duration period) {
    Duration half = period.dividedBy(2);
    return tick.compareTo(half) < 0 ? tick : half;
  }

  /** The run under way belongs to the owner, which ends it in its own stop. */
  @Override
  public Future<?> stop() {
    task.cancel();
    return Future.succeededFuture();
  }
}
