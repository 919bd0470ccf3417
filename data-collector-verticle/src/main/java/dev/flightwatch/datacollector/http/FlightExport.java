package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FindInWindow;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightPage;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.StreamedResponse;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All flights of a range, newest first, read page by page. All of them are of the source of the
 * first one. Belongs to one request.
 */
final class FlightExport {
  static final int PAGE = 1_000;

  private final Bus bus;
  private final AirportRange range;
  private final ExportFormat format;
  private final Supplier<DataOrigin> origin;
  private Optional<Cursor> after = Optional.empty();
  private Optional<Source> source = Optional.empty();
  private boolean begun;

  FlightExport(Bus bus, AirportRange range, ExportFormat format, Supplier<DataOrigin> origin) {
    this.bus = bus;
    this.range = range;
    this.format = format;
    this.origin = origin;
  }

  StreamedResponse response() {
    return new StreamedResponse(
        Map.of(
            "Content-Type",
            format.contentType,
            "Content-Disposition",
            "attachment; filename=\"" + fileName() + '"'),
        this::next);
  }

  private String fileName() {
    return "%s-%s-%s-%s.%s"
        .formatted(
            range.airport(),
            range.direction().label(),
            date(range.window().begin()),
            date(range.window().end()),
            format.name().toLowerCase(Locale.ROOT));
  }

  private LocalDate date(Instant instant) {
    return LocalDate.ofInstant(instant, range.airport().zone());
  }

  private Future<Optional<Buffer>> next() {
    if (begun && after.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    FindInWindow find =
        new FindInWindow(range.airport(), range.direction(), range.window(), PAGE, after, source);
    return bus.request(FlightMessages.FIND_IN_WINDOW, find).map(page -> Optional.of(encode(page)));
  }

  private Buffer encode(FlightPage page) {
    boolean isFirst = !begun;
    begun = true;
    after = page.next();
    source = source.or(() -> page.flights().stream().findFirst().map(Flight::source));
    return format.encode(page.flights(), origin.get(), isFirst);
  }
}
