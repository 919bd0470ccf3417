package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightCount;
import dev.flightwatch.toolkit.bus.BusEvent;
import dev.flightwatch.toolkit.bus.Command;
import java.time.Duration;

/** The commands of the collection service, and its event. */
public final class CollectionMessages {
  /** Its timeout is longer than the time limit of a follow's collection, 9 s. */
  public static final Command<Collect, FlightCount> COLLECT =
      new Command<>(
          "data-collector.collection.collect",
          Collect.class,
          FlightCount.class,
          Duration.ofSeconds(10));

  public static final Command<GetStatus, CollectionStatus> GET_STATUS =
      new Command<>(
          "data-collector.collection.get-status",
          GetStatus.class,
          CollectionStatus.class,
          Duration.ofSeconds(1));

  public static final BusEvent<AirportRead> READ =
      new BusEvent<>("data-collector.airports.read", AirportRead.class);

  private CollectionMessages() {}

  /**
   * Requests the collection of an airport that was just followed, unless it was read recently. The
   * reply counts its stored flights of the last two hours.
   */
  public record Collect(AirportCode airport) {}

  /** An airport was read, or the attempt ended, whether or not its flights have changed. */
  public record AirportRead(AirportCode airport) {}

  /** Requests the status of the collection and of OpenSky. */
  public record GetStatus() {}
}
