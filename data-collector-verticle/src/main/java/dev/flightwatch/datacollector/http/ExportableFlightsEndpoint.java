package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.OutgoingResponse;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.openapi.Endpoint;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@code GET /airports/{code}/flights} in all its media types: pages in JSON, and exports.
 *
 * @param pages the operation in JSON
 */
record ExportableFlightsEndpoint(Endpoint pages, Bus bus, Supplier<DataOrigin> origin, Clock clock)
    implements Endpoint {
  private static final List<String> MEDIA_TYPES =
      Stream.concat(
              Stream.of("application/json"),
              Stream.of(ExportFormat.values()).map(format -> format.mediaType))
          .toList();

  @Override
  public String operationId() {
    return pages.operationId();
  }

  @Override
  public List<String> mediaTypes() {
    return MEDIA_TYPES;
  }

  @Override
  public Future<? extends OutgoingResponse> handle(Request request) {
    return Stream.of(ExportFormat.values())
        .filter(format -> format.mediaType.equals(request.mediaType()))
        .findFirst()
        .<Future<? extends OutgoingResponse>>map(format -> export(request, format))
        .orElseGet(() -> pages.handle(request));
  }

  /** An export has no pages, so their size is of no importance; a cursor would be misunderstood. */
  private Future<? extends OutgoingResponse> export(Request request, ExportFormat format) {
    if (request.query("cursor") != null) {
      throw ServiceException.invalid(
          "cursor", "must not be given for an export, which is complete");
    }
    AirportRange range = AirportRange.read(request, Optional.empty(), clock.instant());
    return Future.succeededFuture(new FlightExport(bus, range, format, origin).response());
  }
}
