package dev.flightwatch.datacollector.interests;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightCount;
import io.vertx.core.Future;

/** Collects an airport's flights now, for somebody who has just followed it. */
@FunctionalInterface
public interface Collector {

  /**
   * Completes within the time that a follow has, whatever OpenSky does, with what is stored then of
   * the last two hours.
   */
  Future<FlightCount> collect(AirportCode airport);
}
