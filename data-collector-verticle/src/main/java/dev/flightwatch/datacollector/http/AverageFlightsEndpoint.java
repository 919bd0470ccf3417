package dev.flightwatch.datacollector.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FindAverage;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Answer;
import dev.flightwatch.toolkit.http.Call;
import dev.flightwatch.toolkit.http.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** {@code GET /flights/average}: an airport's flights a day, over the last days. */
final class AverageFlightsEndpoint implements Endpoint {
  private final Bus bus;

  AverageFlightsEndpoint(Bus bus) {
    this.bus = requireNonNull(bus);
  }

  @Override
  public String operationId() {
    return "averageFlights";
  }

  @Override
  public Future<Answer> handle(Call call) {
    int days = call.queryInt("days");
    return bus.ask(FlightMessages.AVERAGE, new FindAverage(call.query("airport"), days))
        .map(
            average ->
                Answer.json(
                    200,
                    new JsonObject()
                        .put("airport", average.airport())
                        .put("days", days)
                        .put("average_flights", average.average())
                        .put("data_source", Answers.label(average.source()))))
        .map(Answers::revalidated);
  }
}
