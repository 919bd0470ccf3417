package dev.flightwatch.datacollector.flights;

import static java.util.Objects.requireNonNullElse;

import dev.flightwatch.toolkit.bus.BusEvent;
import dev.flightwatch.toolkit.bus.Command;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The commands of the flight service, and the events about flights. A command of a previous version
 * has no direction, and is about departures.
 */
public final class FlightMessages {
  /** Longer than the deadline of a database operation, 5 s. */
  private static final Duration TIMEOUT = Duration.ofMillis(5_500);

  public static final Command<FindLast, Flight> FIND_LAST =
      new Command<>("data-collector.flights.find-last", FindLast.class, Flight.class, TIMEOUT);

  public static final Command<FindAverage, Average> FIND_AVERAGE =
      new Command<>(
          "data-collector.flights.find-average", FindAverage.class, Average.class, TIMEOUT);

  public static final Command<FindPage, FlightPage> FIND_PAGE =
      new Command<>("data-collector.flights.find-page", FindPage.class, FlightPage.class, TIMEOUT);

  public static final Command<FindInWindow, FlightPage> FIND_IN_WINDOW =
      new Command<>(
          "data-collector.flights.find-in-window", FindInWindow.class, FlightPage.class, TIMEOUT);

  public static final BusEvent<FlightsCollected> COLLECTED =
      new BusEvent<>("data-collector.flights.collected", FlightsCollected.class);

  public static final BusEvent<FlightsSwept> SWEPT =
      new BusEvent<>("data-collector.flights.swept", FlightsSwept.class);

  private FlightMessages() {}

  /** Requests the latest flight of an airport. Fails with NOT_FOUND when there is none. */
  public record FindLast(AirportCode airport, Direction direction) {
    public FindLast {
      direction = requireNonNullElse(direction, Direction.DEPARTURE);
    }
  }

  /** Requests the daily average of an airport over the last {@code days} times 24 hours. */
  public record FindAverage(AirportCode airport, int days, Direction direction) {
    public FindAverage {
      direction = requireNonNullElse(direction, Direction.DEPARTURE);
    }
  }

  /**
   * A daily average.
   *
   * @param flightsPerDay over all days, rounded to two decimals
   * @param source source of the counted flights; null when there are none
   * @param daysCovered number of days of which every quarter hour was read
   * @param flightsPerCoveredDay over those days, rounded to two decimals; null when there are none
   */
  public record Average(
      double flightsPerDay, Source source, int daysCovered, Double flightsPerCoveredDay) {}

  /**
   * Requests a page of the flights of several airports.
   *
   * @param after position after the previous page; empty for the first page
   */
  public record FindPage(
      List<AirportCode> airports, int limit, Optional<Cursor> after, Direction direction) {
    public FindPage {
      direction = requireNonNullElse(direction, Direction.DEPARTURE);
    }
  }

  /**
   * Requests a page of the flights of an airport with a time in a window.
   *
   * @param after position after the previous page; empty for the first page
   * @param source source of the flights; empty, as from a previous version, for that of all the
   *     airport's flights now
   */
  public record FindInWindow(
      AirportCode airport,
      Direction direction,
      Window window,
      int limit,
      Optional<Cursor> after,
      Optional<Source> source) {
    public FindInWindow {
      source = requireNonNullElse(source, Optional.empty());
    }
  }

  /**
   * A page of flights, newest first.
   *
   * @param total number of flights on all pages; 0 for a window, whose flights are not counted
   * @param next position after this page; empty on the last one
   */
  public record FlightPage(long total, List<Flight> flights, Optional<Cursor> next) {}

  /**
   * The stored flights of an airport may have changed.
   *
   * @param fresh flights that were stored for the first time
   * @param seen flights that were stored already
   */
  public record FlightsCollected(AirportCode airport, int fresh, int seen, Source source) {}

  /** Old flights of any airports were deleted. */
  public record FlightsSwept(long flights) {}
}
