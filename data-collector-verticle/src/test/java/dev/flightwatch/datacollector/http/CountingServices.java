package dev.flightwatch.datacollector.http;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;

import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.Average;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightPage;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.Interests;
import dev.flightwatch.datacollector.statistics.ByDirection;
import dev.flightwatch.datacollector.statistics.LocalPeriod;
import dev.flightwatch.datacollector.statistics.Statistics;
import dev.flightwatch.datacollector.statistics.Statistics.CoveredDays;
import dev.flightwatch.datacollector.statistics.Statistics.DayNumbers;
import dev.flightwatch.datacollector.statistics.Statistics.PeriodNumbers;
import dev.flightwatch.datacollector.statistics.StatisticsMessages;
import dev.flightwatch.toolkit.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Services that count their requests. Every reply contains the number that was current when it was
 * requested, and is sent when the test allows it.
 */
final class CountingServices {
  final AtomicInteger requests = new AtomicInteger();
  volatile int number = 1;
  volatile Future<Void> ready = Future.succeededFuture();

  CountingServices(Bus bus) {
    await(
        Future.all(
            bus.consume(FlightMessages.FIND_LAST, find -> reply(CountingServices::flight)),
            bus.consume(
                FlightMessages.FIND_AVERAGE,
                find -> reply(n -> new Average(n, Source.MOCK, n, (double) n))),
            bus.consume(
                FlightMessages.FIND_PAGE,
                find -> reply(n -> new FlightPage(n, List.of(), Optional.empty()))),
            bus.consume(
                FlightMessages.FIND_IN_WINDOW,
                find -> reply(n -> new FlightPage(0, List.of(flight(n)), Optional.empty()))),
            bus.consume(StatisticsMessages.FIND, find -> reply(n -> statistics(find.period(), n))),
            bus.consume(
                InterestMessages.LIST,
                list ->
                    reply(n -> new Interests(List.of(LICC, new AirportCode("A" + (100 + n))))))));
  }

  private <A> Future<A> reply(IntFunction<A> content) {
    requests.incrementAndGet();
    A reply = content.apply(number);
    return ready.map(v -> reply);
  }

  private static Statistics statistics(LocalPeriod period, int number) {
    CoveredDays covered = new CoveredDays(period.days(), 0, 0);
    PeriodNumbers numbers =
        new PeriodNumbers(period, both(covered), both(number), both((double) number));
    List<Double> hours = Collections.nCopies(24, 1.0);
    return new Statistics(
        Source.MOCK,
        Instant.EPOCH,
        numbers,
        numbers,
        List.of(new DayNumbers(period.from(), both(number), both(Coverage.FINAL))),
        both(hours),
        both(Collections.nCopies(7, 1.0)),
        both(Collections.nCopies(7, hours)),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static <T> ByDirection<T> both(T value) {
    return new ByDirection<>(value, value);
  }

  private static Flight flight(int number) {
    return Flight.of(
        new JsonObject().put("icao24", "4ca8e5").put("firstSeen", number), Source.MOCK);
  }
}
