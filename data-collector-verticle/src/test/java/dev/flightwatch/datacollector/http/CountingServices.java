package dev.flightwatch.datacollector.http;

import static dev.flightwatch.datacollector.testing.Waiting.await;

import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.Average;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightFound;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightPage;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.Interests;
import dev.flightwatch.toolkit.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Owners who count what they are asked. Every answer holds the number that was current when it was
 * asked for, and is given when the test says so.
 */
final class CountingServices {
  final AtomicInteger asked = new AtomicInteger();
  volatile int number = 1;
  volatile Future<Void> ready = Future.succeededFuture();

  CountingServices(Bus bus) {
    await(
        Future.all(
            bus.consume(
                FlightMessages.LAST,
                q -> answer(n -> new FlightFound(flight(n).put("source", "mock")))),
            bus.consume(
                FlightMessages.AVERAGE, q -> answer(n -> new Average(q.airport(), n, Source.MOCK))),
            bus.consume(FlightMessages.PAGE, q -> answer(n -> new FlightPage(n, List.of(), null))),
            bus.consume(
                InterestMessages.LIST,
                q ->
                    answer(
                        n -> new Interests("sara@unict.it", List.of("LICC", "A" + (100 + n)))))));
  }

  private <A> Future<A> answer(IntFunction<A> by) {
    asked.incrementAndGet();
    A answer = by.apply(number);
    return ready.map(v -> answer);
  }

  private static JsonObject flight(int number) {
    return new JsonObject().put("icao24", "4ca8e5").put("firstSeen", number);
  }
}
