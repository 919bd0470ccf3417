package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.collection.AirportMark;
import dev.flightwatch.datacollector.details.AirportMessages;
import dev.flightwatch.datacollector.details.AirportMessages.FindMarks;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.EventStream;
import dev.flightwatch.toolkit.http.EventStreamResponse;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.openapi.Endpoint;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code GET /stream}: events about the airports that a client names. */
record StreamEndpoint(String operationId, Bus bus, AirportFeed feed, AircraftFeed aircraftFeed)
    implements Endpoint {
  @Override
  public Future<EventStreamResponse> handle(Request request) {
    List<AirportCode> airports = airports(request.query("airports"));
    String named = request.query("aircraft");
    List<AirportCode> aircraft = named == null ? List.of() : airports(named);
    requireLocated(aircraft, airports);
    return requireKnown(airports)
        .map(v -> new EventStreamResponse(stream -> watch(airports, aircraft, stream)));
  }

  private Runnable watch(
      List<AirportCode> airports, List<AirportCode> aircraft, EventStream stream) {
    Runnable endOfAirports = feed.watch(airports, stream);
    Runnable endOfAircraft = aircraftFeed.watch(aircraft, stream);
    return () -> {
      endOfAirports.run();
      endOfAircraft.run();
    };
  }

  private static List<AirportCode> airports(String text) {
    return Stream.of(text.split(",")).map(AirportCode::parse).distinct().toList();
  }

  private static void requireLocated(List<AirportCode> aircraft, List<AirportCode> airports) {
    String others =
        aircraft.stream()
            .filter(code -> !airports.contains(code) || !code.isListed())
            .map(AirportCode::value)
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      throw ServiceException.invalid(
          "aircraft", "must be in `airports`, and in the list of airports: " + others);
    }
  }

  private Future<Void> requireKnown(List<AirportCode> airports) {
    List<AirportCode> unlisted = airports.stream().filter(airport -> !airport.isListed()).toList();
    return unlisted.isEmpty()
        ? Future.succeededFuture()
        : bus.request(AirportMessages.FIND_MARKS, new FindMarks(unlisted))
            .compose(found -> requireFollowed(found.marks()));
  }

  private static Future<Void> requireFollowed(List<AirportMark> marks) {
    String unknown =
        marks.stream()
            .filter(mark -> !mark.isFollowed())
            .map(mark -> mark.airport().value())
            .collect(Collectors.joining(", "));
    return unknown.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture(
            ServiceException.invalid(
                "airports", "must be in the list of airports, or followed: " + unknown));
  }
}
