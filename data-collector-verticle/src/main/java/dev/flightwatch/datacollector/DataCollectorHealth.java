package dev.flightwatch.datacollector;

import dev.flightwatch.datacollector.collection.CollectionMessages;
import dev.flightwatch.datacollector.collection.CollectionMessages.AskStatus;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.management.UnhealthyException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** OpenSky's entry in the health checks. */
final class DataCollectorHealth {
  private DataCollectorHealth() {}

  /** Not well when real flights are expected and do not come; it says why. */
  static Future<JsonObject> probe(Bus bus) {
    return bus.request(CollectionMessages.STATUS, new AskStatus())
        .compose(
            status ->
                status.source().degraded()
                    ? Future.failedFuture(
                        new UnhealthyException("Real flights do not come now.", status.toJson()))
                    : Future.succeededFuture(status.toJson()));
  }
}
