package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightCount;
import dev.flightwatch.toolkit.bus.Command;
import java.time.Duration;

/** The commands of the collection service. */
public final class CollectionMessages {
  /** Its timeout is longer than the time limit of a follow's collection, 9 s. */
  public static final Command<Collect, FlightCount> COLLECT =
      new Command<>(
          "data-collector.collection.collect",
          Collect.class,
          FlightCount.class,
          Duration.ofSeconds(10));

  /** Collecting many airports takes minutes; the timer starts no second run meanwhile. */
  public static final Command<CollectDue, DueCollected> COLLECT_DUE =
      new Command<>(
          "data-collector.collection.collect-due",
          CollectDue.class,
          DueCollected.class,
          Duration.ofMinutes(10));

  public static final Command<GetStatus, CollectionStatus> GET_STATUS =
      new Command<>(
          "data-collector.collection.get-status",
          GetStatus.class,
          CollectionStatus.class,
          Duration.ofSeconds(1));

  private CollectionMessages() {}

  /**
   * Requests the collection of an airport that was just followed, unless it was read recently. The
   * reply counts its stored flights of the last two hours.
   */
  public record Collect(AirportCode airport) {}

  /** Requests the collection of all followed airports that are due. */
  public record CollectDue() {}

  /** The number of airports that were collected. */
  public record DueCollected(int airports) {}

  /** Requests the status of the collection and of OpenSky. */
  public record GetStatus() {}
}
