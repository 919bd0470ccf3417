package dev.flightwatch.datacollector.interests;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Tally;
import io.vertx.core.Future;

/** Collects an airport's flights now, for somebody who has just followed it. */
@FunctionalInterface
public interface Collector {

  /**
   * Completes within the time that a follow has, whatever OpenSky does, with what is stored then of
   * the last two hours.
   */
  Future<Tally> collect(AirportCode airport);
}
