package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.InterestsChanged;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache;
import io.vertx.core.Future;

/** Invalidates cached responses when an event says that their data may have changed. */
public final class CacheInvalidation {
  private CacheInvalidation() {}

  /**
   * Subscribes to the events, then invalidates all responses, which may have been cached before the
   * subscription.
   */
  public static Future<Void> begin(Bus bus, ResponseCache responses) {
    return Future.all(
            bus.subscribe(FlightMessages.COLLECTED, event -> responses.invalidate(event.airport())),
            bus.subscribe(FlightMessages.SWEPT, event -> responses.invalidateAll()),
            bus.subscribe(InterestMessages.CHANGED, event -> invalidate(responses, event)))
        .onSuccess(v -> responses.invalidateAll())
        .mapEmpty();
  }

  private static void invalidate(ResponseCache responses, InterestsChanged event) {
    responses.invalidate(event.email());
    event.collected().ifPresent(responses::invalidate);
  }
}
