package dev.flightwatch.datacollector.aircraft;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.toolkit.bus.Command;
import java.time.Duration;

/** The commands of the aircraft service. */
public final class AircraftMessages {
  /**
   * Watches an airport for 15 s, and returns its aircraft. Its timeout is longer than the deadline
   * of a database operation, 5 s, and the wait for a read.
   */
  public static final Command<WatchAircraft, AirportAircraft> WATCH =
      new Command<>(
          "data-collector.aircraft.watch",
          WatchAircraft.class,
          AirportAircraft.class,
          Duration.ofSeconds(10));

  private AircraftMessages() {}

  /**
   * Requests the aircraft around an airport, which are read if they were not read recently. Fails
   * with NOT_FOUND when the airport is in no table, so that its position is not known.
   */
  public record WatchAircraft(AirportCode airport) {}
}
