package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FindPage;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightPage;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.Interests;
import dev.flightwatch.datacollector.interests.InterestMessages.ListInterests;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache.Cacheable;
import dev.flightwatch.toolkit.cache.ResponseCache.Load;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code GET /flights/my-interests}: the flights of the airports that an address follows. */
record FlightsOfInterestsEndpoint(Bus bus, Supplier<DataOrigin> origin)
    implements Function<Request, Load> {
  @Override
  public Load apply(Request request) {
    EmailAddress email = EmailAddress.require("email", request.query("email"));
    int limit = request.queryInt("limit");
    Direction direction = Direction.ofLabel(request.query("direction"));
    Optional<Cursor> after =
        Optional.ofNullable(request.query("cursor"))
            .map(text -> CursorCodec.decode(text, query(direction)));
    return Load.of(
        () ->
            bus.request(InterestMessages.LIST, new ListInterests(email))
                .map(Interests::airports)
                .compose(airports -> page(email, new FindPage(airports, limit, after, direction))));
  }

  /** A cursor of previous versions is one of departures. */
  private static String query(Direction direction) {
    return direction == Direction.DEPARTURE ? "" : direction.label();
  }

  private Future<Cacheable> page(EmailAddress email, FindPage find) {
    return bus.request(FlightMessages.FIND_PAGE, find)
        .map(
            page ->
                new Cacheable(
                    FlightJson.revalidated(json(email, page, find.direction())),
                    subjects(email, find.airports())));
  }

  private static List<Object> subjects(EmailAddress email, List<AirportCode> airports) {
    return Stream.<Object>concat(airports.stream(), Stream.of(email)).toList();
  }

  private JsonObject json(EmailAddress email, FlightPage page, Direction direction) {
    return new JsonObject()
        .put("user", email.value())
        .put("total_flights_found", page.total())
        .put("flights", FlightJson.flights(page.flights(), origin.get()))
        .put(
            "next",
            page.next().map(next -> CursorCodec.encode(next, query(direction))).orElse(null));
  }
}
