package dev.flightwatch.datacollector.interests;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightCount;
import io.vertx.core.Future;

/** A client of the collection service. */
@FunctionalInterface
public interface CollectionClient {
  /**
   * Collects an airport that was just followed, and counts its stored flights of the last two
   * hours. Completes within the time limit of a follow, even when OpenSky does not respond.
   */
  Future<FlightCount> collect(AirportCode airport);
}
