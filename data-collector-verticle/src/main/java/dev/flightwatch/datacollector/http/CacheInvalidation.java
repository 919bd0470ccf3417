package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.InterestsChanged;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;

/** Drops the cached answers that a fact may have made wrong. */
public final class CacheInvalidation {
  private CacheInvalidation() {}

  /** Listens from now on, and invalidations what was kept while perhaps nobody did. */
  public static Future<Void> begin(Bus bus, ResponseCache answers) {
    return Future.all(
            bus.subscribe(
                FlightMessages.COLLECTED,
                fact -> answers.invalidate(new AirportCode(fact.airport()))),
            bus.subscribe(FlightMessages.SWEPT, fact -> answers.invalidateAll()),
            bus.subscribe(InterestMessages.CHANGED, fact -> invalidate(answers, fact)))
        .onSuccess(v -> answers.invalidateAll())
        .mapEmpty();
  }

  private static void invalidate(ResponseCache answers, InterestsChanged fact) {
    answers.invalidate(new EmailAddress(fact.email()));
    if (fact.collected() != null) {
      answers.invalidate(new AirportCode(fact.collected()));
    }
  }
}
