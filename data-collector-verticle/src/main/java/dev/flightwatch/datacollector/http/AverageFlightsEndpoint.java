package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.Average;
import dev.flightwatch.datacollector.flights.FlightMessages.FindAverage;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache;
import dev.flightwatch.toolkit.cache.ResponseCache.Cacheable;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code GET /flights/average}: the daily average of an airport's departures. */
record AverageFlightsEndpoint(Bus bus, ResponseCache responses) implements Endpoint {
  @Override
  public String operationId() {
    return "averageFlights";
  }

  @Override
  public Future<Response> handle(Request request) {
    return responses.get(operationId(), request, () -> load(request));
  }

  private Future<Cacheable> load(Request request) {
    AirportCode airport = AirportCode.parse(request.query("airport"));
    int days = request.queryInt("days");
    return bus.request(FlightMessages.FIND_AVERAGE, new FindAverage(airport, days))
        .map(
            average ->
                new Cacheable(
                    Responses.revalidated(Response.json(200, json(airport, days, average))),
                    List.of(airport)));
  }

  private static JsonObject json(AirportCode airport, int days, Average average) {
    return new JsonObject()
        .put("airport", airport.value())
        .put("days", days)
        .put("average_flights", average.flightsPerDay())
        .put("data_source", FlightJson.source(average.source()));
  }
}
