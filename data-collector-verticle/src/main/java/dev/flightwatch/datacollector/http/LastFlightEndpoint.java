package dev.flightwatch.datacollector.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FindLast;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Answer;
import dev.flightwatch.toolkit.http.Call;
import dev.flightwatch.toolkit.http.Endpoint;
import io.vertx.core.Future;

/** {@code GET /flights/last}: the flight of an airport with the greatest firstSeen. */
final class LastFlightEndpoint implements Endpoint {
  private final Bus bus;

  LastFlightEndpoint(Bus bus) {
    this.bus = requireNonNull(bus);
  }

  @Override
  public String operationId() {
    return "lastFlight";
  }

  @Override
  public Future<Answer> handle(Call call) {
    return bus.ask(FlightMessages.LAST, new FindLast(call.query("airport")))
        .map(found -> Answers.revalidated(Answer.json(200, found.flight())));
  }
}
