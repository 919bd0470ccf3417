package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.Average;
import dev.flightwatch.datacollector.flights.FlightMessages.FindAverage;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache.Cacheable;
import dev.flightwatch.toolkit.http.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/** {@code GET /flights/average}: the daily average of an airport's departures. */
record AverageFlightsEndpoint(Bus bus) implements Function<Request, Future<Cacheable>> {
  @Override
  public Future<Cacheable> apply(Request request) {
    AirportCode airport = AirportCode.parse(request.query("airport"));
    int days = request.queryInt("days");
    return bus.request(FlightMessages.FIND_AVERAGE, new FindAverage(airport, days))
        .map(average -> FlightJson.revalidated(json(airport, days, average), List.of(airport)));
  }

  private static JsonObject json(AirportCode airport, int days, Average average) {
    return new JsonObject()
        .put("airport", airport.value())
        .put("days", days)
        .put("average_flights", average.flightsPerDay())
        .put("data_source", FlightJson.source(average.source()));
  }
}
