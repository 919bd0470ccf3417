package dev.flightwatch.datacollector.http;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FindLast;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Answer;
import dev.flightwatch.toolkit.http.AnswerCache;
import dev.flightwatch.toolkit.http.AnswerCache.Cacheable;
import dev.flightwatch.toolkit.http.Call;
import dev.flightwatch.toolkit.http.Endpoint;
import io.vertx.core.Future;
import java.util.List;

/** {@code GET /flights/last}: the flight of an airport with the greatest firstSeen. */
final class LastFlightEndpoint implements Endpoint {
  private final Bus bus;
  private final AnswerCache answers;

  LastFlightEndpoint(Bus bus, AnswerCache answers) {
    this.bus = requireNonNull(bus);
    this.answers = requireNonNull(answers);
  }

  @Override
  public String operationId() {
    return "lastFlight";
  }

  @Override
  public Future<Answer> handle(Call call) {
    return answers.get(operationId(), call, () -> ask(call.query("airport")));
  }

  private Future<Cacheable> ask(String airport) {
    return bus.ask(FlightMessages.LAST, new FindLast(airport))
        .map(
            found ->
                new Cacheable(
                    Answers.revalidated(Answer.json(200, found.flight())),
                    List.of(AirportCode.parse(airport))));
  }
}
