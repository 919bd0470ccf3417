package dev.flightwatch.datacollector.aircraft;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.opensky.AircraftState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The aircraft around an airport.
 *
 * @param source empty when the current positions are not known
 * @param at the time of the latest positions that were read; empty when there are none
 * @param aircraft empty too when the current positions are not known
 */
public record AirportAircraft(
    AirportCode airport,
    Optional<Source> source,
    Optional<Instant> at,
    List<AircraftState> aircraft) {}
