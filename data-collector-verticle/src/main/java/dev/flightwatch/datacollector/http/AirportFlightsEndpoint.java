package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FindInWindow;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightPage;
import dev.flightwatch.datacollector.http.CursorCodec.Position;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache.Load;
import dev.flightwatch.toolkit.http.Request;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** {@code GET /airports/{code}/flights} in JSON: a page of an airport's flights in a range. */
record AirportFlightsEndpoint(Bus bus, Clock clock) implements Function<Request, Load> {
  @Override
  public Load apply(Request request) {
    Optional<Position> after =
        Optional.ofNullable(request.query("cursor")).map(CursorCodec::decode);
    AirportRange range = AirportRange.read(request, after.map(Position::query), clock.instant());
    FindInWindow find =
        new FindInWindow(
            range.airport(),
            range.direction(),
            range.window(),
            request.queryInt("limit"),
            after.map(Position::cursor),
            Optional.empty());
    return Load.about(
        range.airport(),
        () ->
            bus.request(FlightMessages.FIND_IN_WINDOW, find)
                .map(page -> FlightJson.revalidated(json(range, page))));
  }

  private static JsonObject json(AirportRange range, FlightPage page) {
    return new JsonObject()
        .put("airport", range.airport().value())
        .put("direction", range.direction().label())
        .put("from", range.window().begin().toString())
        .put("to", range.window().end().toString())
        .put(
            "data_source",
            page.flights().stream()
                .findFirst()
                .map(Flight::source)
                .map(FlightJson::source)
                .orElse(null))
        .put("flights", FlightJson.flights(page.flights()))
        .put("next", page.next().map(next -> CursorCodec.encode(next, range.text())).orElse(null));
  }
}
