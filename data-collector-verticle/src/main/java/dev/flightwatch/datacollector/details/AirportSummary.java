package dev.flightwatch.datacollector.details;

import dev.flightwatch.datacollector.collection.AirportMark;
import dev.flightwatch.datacollector.flights.Source;
import java.util.Optional;

/**
 * What is known about an airport at a glance.
 *
 * @param mark what it is at least as new as
 * @param source source of the departures that are shown; empty when there are none
 * @param departures departures of the last 24 hours; empty when the airport was never read and none
 *     are simulated
 */
public record AirportSummary(
    AirportMark mark, Optional<Source> source, Optional<Long> departures) {}
