package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.InterestsChanged;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.AnswerCache;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;

/** Drops the cached answers that a fact may have made wrong. */
final class CacheInvalidation {
  private CacheInvalidation() {}

  /** Listens from now on, and drops what was kept while perhaps nobody did. */
  static Future<Void> begin(Bus bus, AnswerCache answers) {
    return Future.all(
            bus.listen(
                FlightMessages.COLLECTED, fact -> answers.drop(new AirportCode(fact.airport()))),
            bus.listen(FlightMessages.SWEPT, fact -> answers.dropAll()),
            bus.listen(InterestMessages.CHANGED, fact -> drop(answers, fact)))
        .onSuccess(v -> answers.dropAll())
        .mapEmpty();
  }

  private static void drop(AnswerCache answers, InterestsChanged fact) {
    answers.drop(new EmailAddress(fact.email()));
    if (fact.collected() != null) {
      answers.drop(new AirportCode(fact.collected()));
    }
  }
}
