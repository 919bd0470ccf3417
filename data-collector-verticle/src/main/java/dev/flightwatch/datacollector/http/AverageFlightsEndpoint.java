package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.Average;
import dev.flightwatch.datacollector.flights.FlightMessages.FindAverage;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache.Load;
import dev.flightwatch.toolkit.http.Request;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code GET /flights/average}: the daily average of an airport's flights. */
record AverageFlightsEndpoint(Bus bus, Supplier<DataOrigin> origin)
    implements Function<Request, Load> {
  @Override
  public Load apply(Request request) {
    AirportCode airport = AirportCode.parse(request.query("airport"));
    int days = request.queryInt("days");
    Direction direction = Direction.ofLabel(request.query("direction"));
    return Load.about(
        airport,
        () ->
            bus.request(FlightMessages.FIND_AVERAGE, new FindAverage(airport, days, direction))
                .map(average -> FlightJson.revalidated(json(airport, days, average))));
  }

  private JsonObject json(AirportCode airport, int days, Average average) {
    JsonObject json =
        new JsonObject()
            .put("airport", airport.value())
            .put("days", days)
            .put("average_flights", average.flightsPerDay());
    return FlightJson.putSource(json, average.source(), origin.get())
        .put("days_covered", average.daysCovered())
        .put("average_per_covered_day", average.flightsPerCoveredDay());
  }
}
