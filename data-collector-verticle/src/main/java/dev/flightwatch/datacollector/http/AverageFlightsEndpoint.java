package dev.flightwatch.datacollector.http;

import static java.util.Objects.requireNonNull;

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

/** {@code GET /flights/average}: an airport's flights a day, over the last days. */
final class AverageFlightsEndpoint implements Endpoint {
  private final Bus bus;
  private final ResponseCache answers;

  AverageFlightsEndpoint(Bus bus, ResponseCache answers) {
    this.bus = requireNonNull(bus);
    this.answers = requireNonNull(answers);
  }

  @Override
  public String operationId() {
    return "averageFlights";
  }

  @Override
  public Future<Response> handle(Request call) {
    return answers.get(
        operationId(), call, () -> ask(call.query("airport"), call.queryInt("days")));
  }

  private Future<Cacheable> ask(String airport, int days) {
    return bus.request(FlightMessages.AVERAGE, new FindAverage(airport, days))
        .map(
            average ->
                new Cacheable(
                    Responses.revalidated(Response.json(200, body(average, days))),
                    List.of(new AirportCode(average.airport()))));
  }

  private static JsonObject body(Average average, int days) {
    return new JsonObject()
        .put("airport", average.airport())
        .put("days", days)
        .put("average_flights", average.average())
        .put("data_source", Responses.label(average.source()));
  }
}
