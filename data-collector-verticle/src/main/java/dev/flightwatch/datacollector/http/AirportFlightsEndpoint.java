package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.details.AirportMessages;
import dev.flightwatch.datacollector.details.AirportMessages.FindNames;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FindInWindow;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightPage;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.http.CursorCodec.Position;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache.Load;
import dev.flightwatch.toolkit.http.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code GET /airports/{code}/flights} in JSON: a page of an airport's flights in a range. */
record AirportFlightsEndpoint(Bus bus, Supplier<DataOrigin> origin, Clock clock)
    implements Function<Request, Load> {
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
    boolean hasNames = "true".equals(request.query("names"));
    return Load.about(
        range.airport(),
        () ->
            bus.request(FlightMessages.FIND_IN_WINDOW, find)
                .compose(page -> hasNames ? named(range, page) : plain(range, page))
                .map(FlightJson::revalidated));
  }

  private Future<JsonObject> plain(AirportRange range, FlightPage page) {
    return Future.succeededFuture(json(range, page));
  }

  /** Returns the page with the names of the other airports and of the airlines in it. */
  private Future<JsonObject> named(AirportRange range, FlightPage page) {
    List<String> airports =
        Stream.of("estDepartureAirport", "estArrivalAirport")
            .flatMap(field -> texts(page, field))
            .filter(code -> !code.equals(range.airport().value()))
            .distinct()
            .toList();
    FindNames find = new FindNames(airports, texts(page, "callsign").distinct().toList());
    return bus.request(AirportMessages.FIND_NAMES, find)
        .map(
            names ->
                json(range, page)
                    .put("airports", AirportJson.byCode(names.airports()))
                    .put("airlines", new JsonObject(new LinkedHashMap<>(names.codeToAirline()))));
  }

  private static Stream<String> texts(FlightPage page, String field) {
    return page.flights().stream()
        .map(flight -> flight.data().getString(field))
        .filter(Objects::nonNull);
  }

  private JsonObject json(AirportRange range, FlightPage page) {
    JsonObject json =
        new JsonObject()
            .put("airport", range.airport().value())
            .put("direction", range.direction().label())
            .put("from", range.window().begin().toString())
            .put("to", range.window().end().toString());
    Source source = page.flights().stream().findFirst().map(Flight::source).orElse(null);
    return FlightJson.putSource(json, source, origin.get())
        .put("flights", FlightJson.flights(page.flights(), origin.get()))
        .put("next", page.next().map(next -> CursorCodec.encode(next, range.text())).orElse(null));
  }
}
