package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.collection.CollectionMessages;
import dev.flightwatch.datacollector.collection.CollectionMessages.GetStatus;
import dev.flightwatch.datacollector.collection.CollectionStatus;
import dev.flightwatch.datacollector.details.AirportMessages;
import dev.flightwatch.datacollector.details.AirportMessages.GetDetails;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * {@code GET /airports/{code}}: an airport, its collection, and the state of OpenSky. Not cached:
 * no event says that the last follower of an airport is gone, or that a read failed.
 */
record AirportDetailsEndpoint(String operationId, Bus bus, Supplier<DataOrigin> origin)
    implements Endpoint {
  @Override
  public Future<Response> handle(Request request) {
    GetDetails get = new GetDetails(AirportCode.parse(request.path("code")));
    Future<CollectionStatus> status = bus.request(CollectionMessages.GET_STATUS, new GetStatus());
    return bus.request(AirportMessages.GET_DETAILS, get)
        .compose(details -> status.map(now -> AirportJson.details(details, now, origin.get())))
        .map(FlightJson::revalidated);
  }
}
