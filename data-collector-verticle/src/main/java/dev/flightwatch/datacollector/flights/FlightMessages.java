package dev.flightwatch.datacollector.flights;

import dev.flightwatch.toolkit.bus.BusEvent;
import dev.flightwatch.toolkit.bus.Command;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** What is asked of the owner of the flights, and what it says to all. */
public final class FlightMessages {
  /** The 5 s that a request has for the database, and a moment for the way. */
  private static final Duration TIMEOUT = Duration.ofMillis(5_500);

  public static final Command<FindLast, FlightFound> LAST =
      new Command<>("data-collector.flights.last", FindLast.class, FlightFound.class, TIMEOUT);
  public static final Command<FindAverage, Average> AVERAGE =
      new Command<>("data-collector.flights.average", FindAverage.class, Average.class, TIMEOUT);
  public static final Command<FindPage, FlightPage> PAGE =
      new Command<>("data-collector.flights.page", FindPage.class, FlightPage.class, TIMEOUT);
  public static final BusEvent<FlightsCollected> COLLECTED =
      new BusEvent<>("data-collector.flights.collected", FlightsCollected.class);
  public static final BusEvent<FlightsSwept> SWEPT =
      new BusEvent<>("data-collector.flights.swept", FlightsSwept.class);

  private FlightMessages() {}

  /** Asks for an airport's last flight; fails with NOT_FOUND when none is known. */
  public record FindLast(String airport) {}

  /** A flight as it is answered. */
  public record FlightFound(JsonObject flight) {}

  /** Asks for an airport's daily average over the last {@code days} times 24 hours. */
  public record FindAverage(String airport, int days) {}

  /**
   * An airport's daily average.
   *
   * @param average rounded to 2 decimals
   * @param source null when there is no flight
   */
  public record Average(String airport, double average, Source source) {}

  /**
   * Asks for a page of the flights of several airports.
   *
   * @param cursor null for the first page
   */
  public record FindPage(List<String> airports, int limit, String cursor) {}

  /**
   * A page of flights, newest first.
   *
   * @param total over all pages
   * @param next the cursor of the next page; null on the last one
   */
  public record FlightPage(long total, List<JsonObject> flights, String next) {}

  /** The fact that an airport's flights may have changed. */
  public record FlightsCollected(String airport, int fresh, int seen, Source source) {}

  /** The fact that old flights of whatever airports were deleted. */
  public record FlightsSwept(long flights) {}
}
