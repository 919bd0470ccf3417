package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.statistics.LocalPeriod;
import dev.flightwatch.datacollector.statistics.StatisticsMessages;
import dev.flightwatch.datacollector.statistics.StatisticsMessages.FindStatistics;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache.Load;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Request;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code GET /airports/{code}/statistics}: the statistics of an airport over local days. */
record StatisticsEndpoint(Bus bus, Supplier<DataOrigin> origin, Clock clock)
    implements Function<Request, Load> {
  private static final int DEFAULT_DAYS = 30;
  private static final Set<String> TIMEZONES = ZoneId.getAvailableZoneIds();

  @Override
  public Load apply(Request request) {
    AirportCode airport = AirportCode.parse(request.path("code"));
    FindStatistics find = new FindStatistics(airport, period(request, airport));
    return Load.about(
        airport,
        () ->
            bus.request(StatisticsMessages.FIND, find)
                .map(
                    found ->
                        FlightJson.revalidated(StatisticsJson.of(airport, found, origin.get()))));
  }

  /**
   * Reads the parameters of a request. By default, the last day is yesterday, and the first one 29
   * days before the last.
   *
   * @throws ServiceException INVALID, naming the parameter
   */
  private LocalPeriod period(Request request, AirportCode airport) {
    ZoneId timezone = timezone(request, airport);
    LocalDate to =
        date(request, "to")
            .orElseGet(() -> LocalDate.ofInstant(clock.instant(), timezone).minusDays(1));
    LocalDate from = date(request, "from").orElseGet(() -> to.minusDays(DEFAULT_DAYS - 1));
    if (from.isAfter(to)) {
      throw ServiceException.invalid(
          "from", "must not be after `to`, which is yesterday by default");
    }
    LocalPeriod period = new LocalPeriod(from, to, timezone);
    if (period.days() > QueryTimes.MAX_DAYS) {
      throw ServiceException.invalid("from", "must be at most 399 days before `to`");
    }
    return period;
  }

  private static ZoneId timezone(Request request, AirportCode airport) {
    String name = request.query("timezone");
    if (name == null) {
      ZoneId ofAirport = airport.zone();
      return ofAirport.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : ofAirport;
    }
    if (!TIMEZONES.contains(name)) {
      throw ServiceException.invalid(
          "timezone", "must be a time zone of the IANA database, such as Europe/Rome");
    }
    return ZoneId.of(name);
  }

  private static Optional<LocalDate> date(Request request, String name) {
    return QueryTimes.read(request, name, LocalDate::parse, "a date");
  }
}
